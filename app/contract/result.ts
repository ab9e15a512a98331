/** What a run leaves behind: files in its folder, each with a small preview the window can show at once. */
import { z } from 'zod'

export const ArtifactKind = z.enum([
  'table',
  'chart',
  'array',
  'value',
  'text',
  'sheet',
  'image',
  'file',
  'model',
])
export type ArtifactKind = z.infer<typeof ArtifactKind>

export const ArtifactFile = z.object({
  /** Relative to the run folder, with forward slashes. */
  path: z.string(),
  /** `parquet`, `csv`, `npy`, `json`, `txt` … */
  format: z.string(),
  bytes: z.number().int().nonnegative(),
  /** Of its content, as it was written. Records of older runs have none. */
  sha256: z.string().optional(),
})
export type ArtifactFile = z.infer<typeof ArtifactFile>

export const Artifact = z.object({
  name: z.string(),
  label: z.string(),
  kind: ArtifactKind,
  files: z.array(ArtifactFile),
  /** A JSON file in the run folder that holds the `Preview` of this kind. */
  preview: z.string(),
  /** What the user should know about it, in a sentence or two. */
  note: z.string().optional(),
  /** How often it has been shown anew, from 2: its files are others then, under the same names. */
  revision: z.number().int().optional(),
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

const Gap = z.number().nullable()

/** Lines over a common axis; null is a gap. `total` counts the points before any thinning for display. */
export const LinePreview = z.object({
  kind: z.literal('chart'),
  type: z.literal('line'),
  title: z.string(),
  /** Times are milliseconds since 1970. */
  x: Axis.extend({ type: z.enum(['value', 'time']) }),
  y: Axis,
  series: z.array(z.object({ name: z.string(), points: z.array(z.tuple([z.number(), Gap])) })),
  total: z.number().int(),
})
export type LinePreview = z.infer<typeof LinePreview>

const Places = Axis.extend({ places: z.array(z.union([z.string(), z.number()])) })

/** A matrix as colours, its first row at the top. */
export const HeatmapPreview = z.object({
  kind: z.literal('chart'),
  type: z.literal('heatmap'),
  title: z.string(),
  x: Places,
  y: Places,
  /** What the colours stand for. */
  label: z.string(),
  cells: z.array(z.array(Gap)),
  /** Rows and columns before blocks of cells became their means for display. */
  shape: z.tuple([z.number().int(), z.number().int()]),
})
export type HeatmapPreview = z.infer<typeof HeatmapPreview>

export type ChartPreview = HistogramPreview | ScatterPreview | LinePreview | HeatmapPreview

/** The least and the greatest of so many neighbours; `high` is null when each stands for itself. */
export const Overview = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('line'),
    per: z.number().int(),
    low: z.array(Gap),
    high: z.array(Gap).nullable(),
  }),
  /** Row by row. Of an array with more dimensions its first matrix. */
  z.object({
    type: z.literal('picture'),
    per: z.tuple([z.number().int(), z.number().int()]),
    rows: z.number().int(),
    columns: z.number().int(),
    low: z.array(Gap),
    high: z.array(Gap).nullable(),
  }),
])
export type Overview = z.infer<typeof Overview>

export const ArrayPreview = z.object({
  kind: z.literal('array'),
  dtype: z.string(),
  shape: z.array(z.number().int()),
  /** The first values in C order. */
  head: z.array(Cell),
  /** Null for what is no number, and for a single value. */
  overview: Overview.nullable().optional(),
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

/** Single values that belong together. Each is as that of a `ValuePreview`. */
export const SheetPreview = z.object({
  kind: z.literal('sheet'),
  rows: z.array(z.object({ name: z.string(), label: z.string(), value: Cell, type: z.string() })),
})
export type SheetPreview = z.infer<typeof SheetPreview>

export const ImagePreview = z.object({
  kind: z.literal('image'),
  /** The file to show, in the run's folder. */
  path: z.string(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  /** What is to be seen, as far as it says so itself. */
  words: z.string(),
})
export type ImagePreview = z.infer<typeof ImagePreview>

/** A file, or a folder with its files. */
export const FilePreview = z.object({
  kind: z.literal('file'),
  /** As it was called where it comes from. */
  name: z.string(),
  media: z.string(),
  bytes: z.number().int(),
  /** How it begins, if it is text. */
  text: z.string().nullable(),
  /** Of a folder the first files; `total` counts them all. */
  entries: z.array(z.object({ path: z.string(), name: z.string(), bytes: z.number().int() })).nullable(),
  total: z.number().int(),
})
export type FilePreview = z.infer<typeof FilePreview>

export const ModelPreview = z.object({
  kind: z.literal('model'),
  tensors: z.array(z.object({ name: z.string(), dtype: z.string(), shape: z.array(z.number().int()) })),
  total: z.number().int(),
  /** How many numbers they hold together. */
  values: z.number().int(),
})
export type ModelPreview = z.infer<typeof ModelPreview>

export const Preview = z.union([
  TablePreview,
  HistogramPreview,
  ScatterPreview,
  LinePreview,
  HeatmapPreview,
  ArrayPreview,
  ValuePreview,
  TextPreview,
  SheetPreview,
  ImagePreview,
  FilePreview,
  ModelPreview,
])
export type Preview = z.infer<typeof Preview>
