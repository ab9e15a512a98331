/** Descriptions kept on disk, so that listing jobs does not need Python. It can be deleted at any time. */
import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { JobSpec } from '../../contract/job'
import { writeWhole } from '../store/atomic'
import { makeFolder } from '../store/folder'

/** Own files come and go; beyond this the oldest are forgotten. */
const LARGEST = 600

const Content = z.object({
  version: z.literal(1),
  files: z.array(z.object({ file: z.string(), key: z.string(), jobs: z.array(JobSpec) })),
})
type Content = z.infer<typeof Content>

export class DescriptionCache {
  private readonly file: string
  private readonly keeps: boolean
  private content: Promise<Content> | null = null

  /** Without `keeps` what is new lasts as long as this object. */
  constructor(file: string, keeps = true) {
    this.file = file
    this.keeps = keeps
  }

  async get(file: string, key: string): Promise<readonly JobSpec[] | null> {
    const { files } = await this.load()
    return files.find((entry) => entry.file === file && entry.key === key)?.jobs ?? null
  }

  /** Whatever it depended on; none when the file is not known. */
  async last(file: string): Promise<readonly JobSpec[]> {
    const { files } = await this.load()
    return files.find((entry) => entry.file === file)?.jobs ?? []
  }

  /** A cache that cannot be written costs time, nothing else. */
  async put(file: string, key: string, jobs: readonly JobSpec[]): Promise<void> {
    const { files } = await this.load()
    const others = files.filter((entry) => entry.file !== file)
    const content: Content = {
      version: 1,
      files: [...others, { file, key, jobs: [...jobs] }].slice(-LARGEST),
    }
    this.content = Promise.resolve(content)
    if (!this.keeps) return
    try {
      await makeFolder(dirname(this.file))
      await writeWhole(this.file, JSON.stringify(content))
    } catch {
      // Described again next time.
    }
  }

  private load(): Promise<Content> {
    this.content ??= readContent(this.file)
    return this.content
  }
}

/** All descriptions of the file, the shipped jobs and others, current or not. */
export const cachedJobs = async (file: string): Promise<readonly JobSpec[]> =>
  (await readContent(file)).files.flatMap(({ jobs }) => jobs)

async function readContent(file: string): Promise<Content> {
  try {
    return Content.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return { version: 1, files: [] }
  }
}
