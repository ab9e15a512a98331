/** The first bytes of executables, as the three formats define them: enough for a header check, too little to run. */

export function elf(
  machine: number,
  options: { wide?: boolean; little?: boolean; sections?: number } = {},
): Buffer {
  const { wide = true, little = true, sections = 64 } = options
  const bytes = Buffer.alloc(64)
  bytes.set([0x7f, 0x45, 0x4c, 0x46, wide ? 2 : 1, little ? 1 : 2])
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  view.setUint16(18, machine, little)
  if (wide) view.setBigUint64(40, BigInt(sections), little)
  else view.setUint32(32, sections, little)
  return bytes
}

export function pe(machine: number, sectionEnd = 512): Buffer {
  const bytes = Buffer.alloc(512)
  bytes.write('MZ')
  bytes.writeUInt32LE(128, 60)
  bytes.write('PE\0\0', 128, 'latin1')
  bytes.writeUInt16LE(machine, 132)
  bytes.writeUInt16LE(1, 134)
  bytes.writeUInt16LE(240, 148)
  const section = 128 + 24 + 240
  bytes.writeUInt32LE(sectionEnd - 512, section + 16)
  bytes.writeUInt32LE(512, section + 20)
  return bytes
}

export function mach(machine: number): Buffer {
  const bytes = Buffer.alloc(32)
  bytes.writeUInt32LE(0xfeedfacf, 0)
  bytes.writeUInt32LE(machine, 4)
  return bytes
}

export function universal(machines: readonly number[]): Buffer {
  const bytes = Buffer.alloc(8 + 20 * machines.length)
  bytes.writeUInt32BE(0xcafebabe, 0)
  bytes.writeUInt32BE(machines.length, 4)
  for (const [index, machine] of machines.entries()) {
    bytes.writeUInt32BE(machine, 8 + 20 * index)
    bytes.writeUInt32BE(4096 * (index + 1), 16 + 20 * index)
    bytes.writeUInt32BE(1000, 20 + 20 * index)
  }
  return bytes
}
