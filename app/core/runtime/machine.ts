/**
 * What machine a binary was made for, from its first bytes: pure, so that a wrong or cut-off library is known before
 * anything tries to load it (loading a foreign one gives a loader's riddle at best).
 */

export interface Binary {
  readonly format: 'elf' | 'pe' | 'mach-o'
  /** Node's words where it has one (`x64`, `arm64`, `ia32` …), else the header's number. A universal Mach-O has several. */
  readonly machines: readonly string[]
  /** The file cannot be whole when it is shorter than this. */
  readonly minimumBytes: number
}

/** As much of the file as the header checks look at. */
export const HEADER_BYTES = 4096

const elfMachines: Readonly<Record<number, string>> = {
  3: 'ia32',
  8: 'mips',
  21: 'ppc64',
  22: 's390x',
  40: 'arm',
  62: 'x64',
  183: 'arm64',
  243: 'riscv64',
  258: 'loong64',
}
const peMachines: Readonly<Record<number, string>> = {
  332: 'ia32',
  34404: 'x64',
  452: 'arm',
  43620: 'arm64',
}
const machMachines: Readonly<Record<number, string>> = {
  7: 'ia32',
  12: 'arm',
  16777223: 'x64',
  16777228: 'arm64',
}

/** Null when the bytes are no executable or library of any of the three formats. */
export function readBinary(head: Uint8Array): Binary | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  try {
    return readElf(view) ?? readPe(view) ?? readMach(view)
  } catch (error) {
    // A header that points behind the end of the bytes is cut off.
    if (error instanceof RangeError) return null
    throw error
  }
}

function readElf(view: DataView): Binary | null {
  if (view.byteLength < 64 || view.getUint32(0) !== 0x7f454c46) return null
  const wide = view.getUint8(4) === 2
  const little = view.getUint8(5) === 1
  const machine = view.getUint16(18, little)
  const sections = wide ? Number(view.getBigUint64(40, little)) : view.getUint32(32, little)
  const size = view.getUint16(wide ? 58 : 46, little)
  const count = view.getUint16(wide ? 60 : 48, little)
  return {
    format: 'elf',
    machines: [elfMachines[machine] ?? `machine ${machine}`],
    // The section table stands at the very end of what linkers write.
    minimumBytes: sections + size * count,
  }
}

function readPe(view: DataView): Binary | null {
  if (view.byteLength < 64 || view.getUint16(0) !== 0x4d5a) return null
  const start = view.getUint32(60, true)
  if (view.getUint32(start) !== 0x50450000) return null
  const machine = view.getUint16(start + 4, true)
  const sections = view.getUint16(start + 6, true)
  const table = start + 24 + view.getUint16(start + 20, true)
  let minimumBytes = 0
  for (let index = 0; index < sections; index += 1) {
    const entry = table + 40 * index
    const end = view.getUint32(entry + 16, true) + view.getUint32(entry + 20, true)
    minimumBytes = Math.max(minimumBytes, end)
  }
  return { format: 'pe', machines: [peMachines[machine] ?? `machine ${machine}`], minimumBytes }
}

function readMach(view: DataView): Binary | null {
  if (view.byteLength < 32) return null
  const magic = view.getUint32(0)
  const name = (machine: number): string => machMachines[machine] ?? `machine ${machine}`
  if (magic === 0xcffaedfe || magic === 0xcefaedfe) {
    return { format: 'mach-o', machines: [name(view.getUint32(4, true))], minimumBytes: 0 }
  }
  if (magic !== 0xcafebabe) return null
  // Java class files share this magic; they have a version of 45 or more where a universal binary has its count.
  const count = view.getUint32(4)
  if (count === 0 || count > 20) return null
  const machines: string[] = []
  let minimumBytes = 0
  for (let index = 0; index < count; index += 1) {
    const entry = 8 + 20 * index
    machines.push(name(view.getUint32(entry)))
    minimumBytes = Math.max(minimumBytes, view.getUint32(entry + 8) + view.getUint32(entry + 12))
  }
  return { format: 'mach-o', machines, minimumBytes }
}
