import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { standardSettings } from '../../../../app/core/jobs/desk'
import { QueueFile } from '../../../../app/core/jobs/queue-file'
import { thisProcess } from '../../../../app/core/store/owner'
import { temporaryFolder } from '../place'

const standard = standardSettings(4)
const own = { ...standard, memory: 7, whenDone: { do: 'command', command: 'echo' } as const }

let file: string
beforeEach(() => {
  file = join(temporaryFolder(), 'data', 'queue.json')
})
const on = (): Record<string, unknown> => JSON.parse(readFileSync(file, 'utf8'))
const write = (content: string): void => {
  mkdirSync(join(file, '..'))
  writeFileSync(file, content)
}

describe('the file of the queue', () => {
  test('is made when the queue opens, and keeps what it is told', async () => {
    const first = new QueueFile(file, standard)
    const usual = { paused: false, settings: standard }
    expect(await first.open()).toEqual({ standing: usual, crashed: null, problem: null })
    expect(on()).toMatchObject({ version: 1, paused: false, opened: { by: thisProcess() } })
    await first.keep({ paused: true, settings: own })
    await first.close({ paused: true, settings: own })
    expect(on()).toMatchObject({ paused: true, opened: null })
    const next = await new QueueFile(file, standard).open()
    expect(next).toEqual({ standing: { paused: true, settings: own }, crashed: null, problem: null })
  })

  test('tells of a window that never closed it', async () => {
    await new QueueFile(file, standard).open()
    const { at } = on().opened as { at: string }
    expect(await new QueueFile(file, standard).open()).toMatchObject({ crashed: at, problem: null })
  })

  test.each([
    '',
    '{',
    '[]',
    '{"version":1}',
    '{"version":1,"paused":"yes","settings":{},"opened":null}',
    '\0\0',
  ])('damaged (%j) is set aside and said', async (content) => {
    write(content)
    const { standing, problem } = await new QueueFile(file, standard).open()
    expect(standing).toEqual({ paused: false, settings: standard })
    expect(problem?.message).toContain(file)
    expect(problem?.message).toContain('damaged')
    expect(readFileSync(join(file, '..', 'queue.damaged.json'), 'utf8')).toBe(content)
    expect(on()).toMatchObject({ version: 1 })
  })

  test('of a newer version is left alone', async () => {
    const content = '{"version":2,"pause":"tomorrow"}'
    write(content)
    const newer = new QueueFile(file, standard)
    expect((await newer.open()).problem?.message).toContain('newer version')
    await newer.keep({ paused: true, settings: own })
    await newer.close({ paused: true, settings: own })
    expect(readFileSync(file, 'utf8')).toBe(content)
    expect(existsSync(join(file, '..', 'queue.damaged.json'))).toBe(false)
  })

  test('that cannot be written is said, and the queue works', async () => {
    write('')
    const below = new QueueFile(join(file, 'queue.json'), standard)
    const { standing, problem } = await below.open()
    expect(standing.settings).toEqual(standard)
    expect(problem?.message).toMatch(/cannot be (read|kept)/)
    await expect(below.keep(standing)).rejects.toThrow('cannot be kept')
  })
})
