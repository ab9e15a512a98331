/** What a run leaves behind: files in its folder, each with a small preview the window can show at once. */
import { z } from 'zod'

export const ArtifactKind = z.enum(['table', 'chart', 'array', 'value', 'text'])
export type ArtifactKind = z.infer<typeof ArtifactKind>

export const ArtifactFile = z.object({
  /** Relative to the run folder, with forward slashes. */
  path: z.string(),
  /** `parquet`, `csv`, `npy`, `json`, `txt` … */
  format: z.string(),
  bytes: z.number().int().nonnegative(),
})
export type ArtifactFile = z.infer<typeof ArtifactFile>

export const Artifact = z.object({
  name: z.string(),
  label: z.string(),
  kind: ArtifactKind,
  files: z.array(ArtifactFile),
  /** A JSON file in the run folder that holds the `Preview` of this kind. */
  preview: z.string(),
})
export type Artifact = z.infer<typeof Artifact>

/** A cell: null is a missing value; ±infinity comes as text, since JSON has no word for it. */
export const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()])
export type Cell = z.infer<typeof Cell>

export const TablePreview = z.object({
  kind: z.literal('table'),
  columns: z.array(z.object({ name: z.string(), dtype: z.string(), numeric: z.boolean() })),
  /** The first rows; `total` counts them all. */
  rows: z.array(z.array(Cell)),
  total: z.number().int(),
})
export type TablePreview = z.infer<typeof TablePreview>

const Axis = z.object({ label: z.string() })

/** Bin `i` reaches from `edges[i]` to `edges[i + 1]` and holds `counts[i]` values. */
export const HistogramPreview = z.object({
  kind: z.literal('chart'),
  type: z.literal('histogram'),
  title: z.string(),
  x: Axis,
  y: Axis,
  edges: z.array(z.number()),
  counts: z.array(z.number()),
})
export type HistogramPreview = z.infer<typeof HistogramPreview>

/** Points in groups, one colour each; `total` counts the points before any thinning for display. */
export const ScatterPreview = z.object({
  kind: z.literal('chart'),
  type: z.literal('scatter'),
  title: z.string(),
  x: Axis,
  y: Axis,
  series: z.array(z.object({ name: z.string(), points: z.array(z.tuple([z.number(), z.number()])) })),
  total: z.number().int(),
})
export type ScatterPreview = z.infer<typeof ScatterPreview>

export const ArrayPreview = z.object({
  kind: z.literal('array'),
  dtype: z.string(),
  shape: z.array(z.number().int()),
  /** The first values in C order. */
  head: z.array(Cell),
})
export type ArrayPreview = z.infer<typeof ArrayPreview>

export const ValuePreview = z.object({
  kind: z.literal('value'),
  /** A number that is not finite is a word here, and an integer beyond 2^53 its digits. */
  value: Cell,
  /** Python's name of its type: tells a number in words from a text. */
  type: z.string().optional(),
})
export type ValuePreview = z.infer<typeof ValuePreview>

export const TextPreview = z.object({ kind: z.literal('text'), text: z.string() })
export type TextPreview = z.infer<typeof TextPreview>

export const Preview = z.union([
  TablePreview,
  HistogramPreview,
  ScatterPreview,
  ArrayPreview,
  ValuePreview,
  TextPreview,
])
export type Preview = z.infer<typeof Preview>
