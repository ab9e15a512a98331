/** Small files of each kind that a job can read. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const PICTURE =
  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAFUlEQVR4nGM8ISfHwMDAwMDAxAADABMuAQhqwGVhAAAAAElFTkSuQmCC'

export interface Inputs {
  readonly table: string
  readonly array: string
  readonly picture: string
  readonly sound: string
  readonly file: string
}

export function writeInputs(folder: string): Inputs {
  mkdirSync(folder)
  const put = (name: string, content: string | Buffer): string => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  return {
    table: put('points.csv', 'mass,name,"length, cm"\n1.5,a,3\n2.5,b,4\n'),
    array: put('pixels.csv', '1,2,3\n4,5,6\n'),
    picture: put('dot.png', Buffer.from(PICTURE, 'base64')),
    sound: put('tone.wav', wav([0, 1000, -1000, 0])),
    file: put('notes.txt', 'hello\n'),
  }
}

/** One channel of 16 bits at 8 kHz. */
function wav(samples: readonly number[]): Buffer {
  const data = Buffer.alloc(samples.length * 2)
  samples.forEach((sample, at) => void data.writeInt16LE(sample, at * 2))
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + data.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(8000, 24)
  head.writeUInt32LE(16_000, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(data.length, 40)
  return Buffer.concat([head, data])
}
