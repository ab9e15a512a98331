/**
 * Text from a flag or a field as the value its parameter takes. Text that fits no type is handed on as it is: Python then refuses
 * it with the same words it has for the window.
 */
import type { FlatSchema } from './schema'

export function parseValue(text: string, schema: FlatSchema): unknown {
  const { types, choices } = schema
  const choice = choices?.find((one) => String(one) === text)
  if (choice !== undefined) return choice
  if (types.length === 0) return json(text) ?? text
  // In quotes it is a text, also where it might be a number: `"12"` for `int | str`.
  if (types.length > 1 && types.includes('string') && text.startsWith('"')) {
    const quoted = json(text)
    if (typeof quoted === 'string') return quoted
  }
  for (const type of ['null', 'boolean', 'integer', 'number', 'array', 'object']) {
    if (!types.includes(type)) continue
    const value = typed(text, type, schema)
    if (value !== undefined) return value
  }
  return text
}

/** Undefined when the text is no such value. */
function typed(text: string, type: string, schema: FlatSchema): unknown {
  switch (type) {
    case 'null':
      return /^(|none|null)$/i.test(text) ? null : undefined
    case 'boolean':
      return truth[text.toLowerCase()]
    case 'integer':
      return integer(text)
    case 'number':
      return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : undefined
    case 'array':
      return array(text, schema.items)
    case 'object': {
      const value = json(text)
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
    }
    default:
      return undefined
  }
}

const truth: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  '1': true,
  false: false,
  no: false,
  off: false,
  '0': false,
}

function integer(text: string): number | bigint | undefined {
  if (!/^[-+]?\d+$/.test(text)) return undefined
  const value = Number(text)
  // Python's integers have no end, so neither may the flag.
  return Number.isSafeInteger(value) ? value : BigInt(text.replace(/^\+/, ''))
}

/** `a,b,c`, or JSON for names that hold commas. */
function array(text: string, items: FlatSchema | null): readonly unknown[] {
  const value = json(text)
  if (Array.isArray(value)) return value
  const parts = text.split(',').map((part) => part.trim())
  const some = parts.filter((part) => part !== '')
  return items === null ? some : some.map((part) => parseValue(part, items))
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
