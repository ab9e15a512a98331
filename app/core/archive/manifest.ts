/** What a zip file of a run says about itself: `gilder.json`, beside the run's folder. */
import { z } from 'zod'

export const MANIFEST = 'gilder.json'
export const FORMAT = 1

export const Manifest = z.object({
  format: z.literal(FORMAT),
  /** Its name, and that of the folder in the file. */
  run: z.string().max(200),
  files: z.array(
    z.object({
      /** Relative to the run's folder, with forward slashes. */
      path: z.string().max(4096),
      bytes: z.number().int().nonnegative(),
      sha256: z.string().length(64),
    }),
  ),
})
export type Manifest = z.infer<typeof Manifest>
export type ManifestFile = Manifest['files'][number]
