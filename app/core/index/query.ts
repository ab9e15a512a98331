/** What somebody types into the search box, taken apart: `kmeans state:failed k>3 "out of memory" after:2026-11-01`. */
import { GilderError } from '../../contract/error'
import { RunState } from '../../contract/run'
import { nearest } from '../near'
import { text } from '../text'

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>='

export type Term =
  | { readonly type: 'word'; readonly word: string }
  | { readonly type: 'phrase'; readonly phrase: string }
  | { readonly type: 'job'; readonly job: string }
  | { readonly type: 'state'; readonly state: RunState }
  | { readonly type: 'pinned'; readonly pinned: boolean }
  | { readonly type: 'sweep'; readonly sweep: string }
  /** From `from` on, until just before `until`; in milliseconds. */
  | { readonly type: 'created'; readonly from: number | null; readonly until: number | null }
  | {
      readonly type: 'param'
      readonly name: string
      readonly comparison: Comparison
      readonly value: string
      readonly number: number | null
    }

const FIELDS = ['job', 'state', 'before', 'after', 'pinned', 'sweep']
const PIECE = /"([^"]*)"|((?:[^\s"]|"[^"]*")+)/g
const COMPARED = /^([\p{L}_][\p{L}\p{N}_.-]*)(!=|<=|>=|=|<|>)(.*)$/su
const FIELD = /^([A-Za-z]+):(.*)$/s
const DAY = /^\d{4}-\d{2}-\d{2}$/
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/

/** Nobody types as much; a search of thousands of words would only be slow. */
const LONGEST = 2000

/** Throws a GilderError that says what is wrong with it. */
export function parseQuery(query: string): readonly Term[] {
  if (query.length > LONGEST) throw new GilderError(text.queryTooLong(LONGEST))
  if ((query.split('"').length - 1) % 2 === 1) throw new GilderError(text.queryQuote)
  const terms: Term[] = []
  for (const [, phrase, piece] of query.matchAll(PIECE)) {
    const term = piece === undefined ? phraseTerm(phrase ?? '') : pieceTerm(piece)
    if (term !== null) terms.push(term)
  }
  return terms
}

/** Signs alone are in no index of words. */
const phraseTerm = (phrase: string): Term | null =>
  /[\p{L}\p{N}]/u.test(phrase) ? { type: 'phrase', phrase } : null

function pieceTerm(piece: string): Term | null {
  const [, name, comparison, value] = COMPARED.exec(piece) ?? []
  if (name !== undefined && comparison !== undefined)
    return paramTerm(name, comparison as Comparison, bare(value ?? ''))
  const [, field, sought] = FIELD.exec(piece) ?? []
  if (field !== undefined) return fieldTerm(field.toLowerCase(), bare(sought ?? ''))
  const word = bare(piece)
  return /[\p{L}\p{N}]/u.test(word) ? { type: 'word', word } : null
}

const bare = (value: string): string => value.replaceAll('"', '')

function paramTerm(name: string, comparison: Comparison, value: string): Term {
  if (value === '') throw new GilderError(text.queryNoValue(`${name}${comparison}`))
  const parsed = Number(value)
  const number = Number.isNaN(parsed) ? null : parsed
  if (number === null && comparison !== '=' && comparison !== '!=')
    throw new GilderError(text.queryNumber(name, comparison, value))
  return { type: 'param', name, comparison, value, number }
}

function fieldTerm(field: string, value: string): Term {
  if (!FIELDS.includes(field)) throw new GilderError(text.queryField(field, nearest(field, FIELDS), FIELDS))
  if (value === '') throw new GilderError(text.queryNoValue(`${field}:`))
  switch (field) {
    case 'state': {
      const state = RunState.safeParse(value.toLowerCase())
      if (state.success) return { type: 'state', state: state.data }
      throw new GilderError(text.queryState(value, nearest(value, RunState.options), RunState.options))
    }
    case 'pinned': {
      const pinned = { yes: true, true: true, no: false, false: false }[value.toLowerCase()]
      if (pinned === undefined) throw new GilderError(text.queryPinned(value))
      return { type: 'pinned', pinned }
    }
    case 'before':
      return { type: 'created', from: null, until: moment(field, value) }
    case 'after':
      return { type: 'created', from: moment(field, value), until: null }
    case 'sweep':
      return { type: 'sweep', sweep: value }
    default:
      return { type: 'job', job: value }
  }
}

/** A day begins where its reader is. */
function moment(field: string, value: string): number {
  const at = DAY.test(value) ? `${value}T00:00` : value
  const [year = 0, month = 0, day = 0] = value.slice(0, 10).split('-').map(Number)
  // JavaScript takes the 31st of April for the 1st of May.
  const exists = new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day
  const parsed = TIME.test(at) && exists ? Date.parse(at) : Number.NaN
  if (Number.isNaN(parsed)) throw new GilderError(text.queryDate(field, value))
  return parsed
}
