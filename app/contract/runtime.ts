/** The Python that Gilder carries, and whether it can be used. */
import { z } from 'zod'

/** `python-runtime/env/runtime.json`; paths are relative to the folder that holds it, with forward slashes. */
export const RuntimeManifest = z.object({
  version: z.literal(1),
  /** `3.11.7` */
  python: z.string(),
  /** Node's words: `linux`, `win32`, `darwin` and `x64`, `arm64`. */
  platform: z.string(),
  arch: z.string(),
  libpython: z.string(),
  executable: z.string(),
  searchPaths: z.array(z.string()),
  /** Distribution name → version. */
  packages: z.record(z.string(), z.string()),
  /** sha256 of the `environment.yml` it was made from. */
  environment: z.string(),
})
export type RuntimeManifest = z.infer<typeof RuntimeManifest>

export const RuntimeState = z.enum(['ok', 'missing', 'corrupt', 'wrong-arch', 'wrong-version'])
export type RuntimeState = z.infer<typeof RuntimeState>

export const RuntimeStatus = z.object({
  state: RuntimeState,
  /** The folder that was looked at. */
  folder: z.string(),
  /** What is wrong and what to do about it; empty when `ok`. */
  message: z.string(),
  hint: z.string(),
  python: z.string().nullable(),
  packages: z.record(z.string(), z.string()),
})
export type RuntimeStatus = z.infer<typeof RuntimeStatus>
