/** Where in a form Python's complaint belongs: its sentence begins with the place, `settings.window.size must be …`. */
import type { ParamProblem } from '../../contract/job'
import type { Problem } from './check'
import type { Field } from './field'
import { alternativesOf, cellsOf, entryOf, inside, itemOf, membersOf } from './parts'

export function placed(problem: ParamProblem, fields: readonly Field[]): Problem {
  const field = fields.find(({ name }) => name === problem.field)
  const { message } = problem
  if (field === undefined || !message.startsWith(field.name)) return { ...problem, place: problem.field }
  return { ...problem, place: placeIn(field, message.slice(field.name.length), field.name) }
}

/** `.window.size must be`, `, item 2, must be`. */
function placeIn(field: Field, rest: string, place: string): string {
  for (const one of field.control === 'union' ? alternativesOf(field) : [field]) {
    const step = stepOf(one, rest)
    if (step !== null) return placeIn(step.field, rest.slice(step.length), inside(place, step.name))
  }
  return place
}

interface Step {
  readonly field: Field
  readonly name: string | number
  readonly length: number
}

function stepOf(field: Field, rest: string): Step | null {
  const item = /^,? item (\d+),?/.exec(rest)
  if (item !== null) {
    const at = Number(item[1]) - 1
    const cell = field.control === 'tuple' ? cellsOf(field)[at] : itemOf(field, at)
    const drawn = field.control === 'tuple' || field.control === 'rows'
    return drawn && cell !== undefined ? { field: cell, name: at, length: item[0].length } : null
  }
  if (!rest.startsWith('.')) return null
  if (field.control === 'pairs') {
    const name = /^\.([^ :]+)/.exec(rest)?.[1]?.replace(/[.,].*$/, '')
    return name === undefined ? null : { field: entryOf(field, name), name, length: name.length + 1 }
  }
  if (field.control !== 'group') return null
  const member = membersOf(field).find(
    ({ name }) => /^[.,: ]|^$/.test(rest.slice(name.length + 1)) && rest.startsWith(`.${name}`),
  )
  return member === undefined ? null : { field: member, name: member.name, length: member.name.length + 1 }
}
