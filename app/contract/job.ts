/** What can be run: a Python function, described well enough to draw a form or parse flags from it. */
import { z } from 'zod'
import { ErrorReport } from './error'

const widgets = [
  'table',
  'file',
  'folder',
  'columns',
  'column',
  'seed',
  'secret',
  'text',
  'array',
  'image',
  'audio',
  'color',
  'device',
  'duration',
] as const

/** Drawing and checking hints that JSON Schema has no word for; the `x-gilder` member of a property. */
export const FieldHint = z.object({
  /** One that a later version of the package thought of is none here: the field is drawn by its type. */
  widget: z.enum(widgets).optional().catch(undefined),
  /** File endings the field takes, with the dot: `.csv`. */
  accept: z.array(z.string()).optional(),
  /** For `columns` and `column`: the parameter whose table the choices come from. */
  of: z.string().optional(),
  /** For `columns` and `column`: offer number columns only. */
  numeric: z.boolean().optional(),
  unit: z.string().optional(),
  /** What one press of an arrow adds to a number. */
  step: z.number().positive().optional(),
  placeholder: z.string().optional(),
  /** For `text`: how many lines are shown at first. */
  rows: z.number().int().positive().optional(),
  /** For `array`: NumPy's name of what its elements are, and its axes; a size of null is any. */
  dtype: z.string().optional(),
  axes: z.array(z.object({ name: z.string(), size: z.number().int().nullable() })).optional(),
  /** For `device`: what this machine has. */
  options: z.array(z.object({ value: z.string(), title: z.string() })).optional(),
})
export type FieldHint = z.infer<typeof FieldHint>

/**
 * One property of a job's JSON Schema (draft 2020-12, as pydantic writes it). Models, lists, dicts and unions hold others
 * of its kind in `properties`, `items`, `prefixItems`, `additionalProperties` and `anyOf`; none refers to a definition.
 */
export const ParamSchema = z.looseObject({
  title: z.string().optional(),
  description: z.string().optional(),
  type: z.string().optional(),
  /** `date`, `date-time`, `time`, `duration`: ISO 8601. */
  format: z.string().optional(),
  default: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  exclusiveMaximum: z.number().optional(),
  pattern: z.string().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  uniqueItems: z.boolean().optional(),
  'x-gilder': FieldHint.optional(),
  get properties() {
    return z.record(z.string(), ParamSchema).optional()
  },
  required: z.array(z.string()).optional(),
  get items() {
    return ParamSchema.optional()
  },
  get prefixItems() {
    return z.array(ParamSchema).optional()
  },
  get additionalProperties() {
    return z.union([z.boolean(), ParamSchema]).optional()
  },
  get anyOf() {
    return z.array(ParamSchema).optional()
  },
})
export type ParamSchema = z.infer<typeof ParamSchema>

export const ParamsSchema = z.looseObject({
  type: z.literal('object'),
  properties: z.record(z.string(), ParamSchema),
  required: z.array(z.string()).default([]),
})
export type ParamsSchema = z.infer<typeof ParamsSchema>

/** Where the code of a job is. `file` is absolute; `sha256` is of its bytes. */
export const JobRef = z.object({
  id: z.string(),
  title: z.string(),
  file: z.string(),
  function: z.string(),
  sha256: z.string(),
})
export type JobRef = z.infer<typeof JobRef>

export const Sample = z.object({
  label: z.string(),
  /** Values for the form; files are absolute. */
  params: z.record(z.string(), z.unknown()),
})
export type Sample = z.infer<typeof Sample>

export const JobSpec = JobRef.extend({
  /** A function, unless it says otherwise; scripts and notebooks are a whole file, run in a process of its own. */
  kind: z.enum(['function', 'script', 'notebook']).optional().catch(undefined),
  /** First line of the docstring, and the rest of it. */
  summary: z.string(),
  doc: z.string(),
  tags: z.array(z.string()),
  /** Where its author wants it to run, if he cares: in a process of its own, or in Gilder's. */
  isolation: z.enum(['process', 'app']).optional(),
  /** Packages beside the runtime that it needs, by the names of their packs. */
  packs: z.array(z.string()).optional(),
  params: ParamsSchema,
  samples: z.array(Sample),
})
export type JobSpec = z.infer<typeof JobSpec>

/** What Python found in one file: its jobs, or why it could not be read. */
export const FileDescription = z.object({
  jobs: z.array(JobSpec),
  error: ErrorReport.nullable(),
})
export type FileDescription = z.infer<typeof FileDescription>

/** A parameter that was refused, with the sentence to show beside it. */
export const ParamProblem = z.object({ field: z.string(), message: z.string() })
export type ParamProblem = z.infer<typeof ParamProblem>

/** A column of a chosen table, for the column picker. */
export const Column = z.object({ name: z.string(), dtype: z.string(), numeric: z.boolean() })
export type Column = z.infer<typeof Column>
