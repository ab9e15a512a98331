/** The file of --params: an object in JSON or YAML. What is wrong with it is told with its line and column. */
import { readFile } from 'node:fs/promises'
import { GilderError } from '../../contract/error'
import { reasonOf } from '../../core/text'
import { faultIn } from './json-fault'

export async function readParamsFile(file: string): Promise<object> {
  const name = file === '-' ? 'standard input' : file
  const content = await (file === '-' ? standardInput() : readFile(file, 'utf8')).catch((error: unknown) => {
    throw new GilderError({
      kind: 'input',
      message: `The parameters cannot be read from ${name}: ${reasonOf(error)}.`,
      hint: 'Give --params a JSON or YAML file, or "-" for standard input.',
    })
  })
  // Editors on Windows like to put a byte order mark in front.
  return parseParams(content.replace(/^\uFEFF/, ''), name)
}

/** `name` says by its ending which of the two it is; without one, a brace at the beginning does. */
export async function parseParams(content: string, name: string): Promise<object> {
  const isJson = /\.json$/i.test(name) || (!/\.ya?ml$/i.test(name) && content.trimStart().startsWith('{'))
  const value = content.trim() === '' ? null : isJson ? json(content, name) : await yaml(content, name)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw refuse(
    `${name} holds no parameters: ${content.trim() === '' ? 'it is empty' : 'it is not an object'}.`,
    isJson
      ? 'Write them as {"name": value, …}.'
      : 'Write them as lines of "name: value", or as a JSON object.',
  )
}

function json(content: string, name: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    const at = faultIn(content)
    const before = content.slice(0, at).split('\n')
    const found =
      content.slice(at).trim() === '' ? 'it ends too early' : `${shown(content[at])} is not expected`
    throw refuse(
      `${name} is not JSON: ${found} at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}.`,
      'Correct it there; keys and text stand in double quotes, and no comma before a closing brace.',
    )
  }
}

const shown = (character = ''): string => (character === '\n' ? 'the end of the line' : `"${character}"`)

async function yaml(content: string, name: string): Promise<unknown> {
  const { parseDocument } = await import('yaml')
  const document = parseDocument(content, { prettyErrors: true })
  const [error] = document.errors
  if (error === undefined) {
    try {
      return document.toJS()
    } catch (thrown) {
      // Aliases that blow it up, or lead nowhere.
      throw refuse(`${name} cannot be used: ${reasonOf(thrown)}.`, 'Write it without aliases.')
    }
  }
  const [start] = error.linePos ?? []
  const where = start === undefined ? '' : ` at line ${start.line}, column ${start.col}`
  const [what = ''] = error.message.split(/ at line \d+|\n/)
  throw refuse(
    `${name} is not YAML: ${what.replace(/[.:]$/, '')}${where}.`,
    'Correct it there; every line is "name: value", indented with spaces.',
  )
}

async function standardInput(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

const refuse = (message: string, hint: string): GilderError =>
  new GilderError({ kind: 'parameters', message, hint })
