/** How much memory programs can still get without others being pushed out. */
import { readFileSync } from 'node:fs'
import { freemem } from 'node:os'

/** In bytes. On Linux what is free is little, because the rest holds files; the kernel says what can be had. */
export function availableMemory(read: () => string = readMeminfo): number {
  const [, kilobytes] = /^MemAvailable:\s+(\d+) kB$/m.exec(read()) ?? []
  return kilobytes === undefined ? freemem() : Number(kilobytes) * 1024
}

function readMeminfo(): string {
  if (process.platform !== 'linux') return ''
  try {
    return readFileSync('/proc/meminfo', 'latin1')
  } catch {
    return ''
  }
}
