/** What can be said about packs: packages beside the runtime that a job may ask for. */
import type { ErrorReport } from '../../contract/error'
import { list } from './phrases'

export interface Named {
  readonly name: string
  readonly title: string
}

const runtime = (message: string, hint: string): ErrorReport => ({ kind: 'runtime', message, hint })

export const packsWords = {
  packMissing: ({ name, title, megabytes }: Named & { readonly megabytes: number }): ErrorReport =>
    runtime(
      `This job needs the pack ${title} (${megabytes} MB), which is not installed.`,
      `Install it: gilder --install-pack ${name}`,
    ),
  packNeedsProcess: (title: string): ErrorReport => ({
    kind: 'usage',
    message: `This job uses the pack ${title}, which cannot be loaded into Gilder's own process.`,
    hint: 'Leave out --in-app.',
  }),
  unknownPack: (name: string, names: readonly string[]): ErrorReport => ({
    kind: 'usage',
    message: `There is no pack "${name}".`,
    hint: `The packs are: ${list(names)}.`,
  }),
  packCatalogue: (file: string, why: string): ErrorReport =>
    runtime(`The list of packs ${file} cannot be read: ${why}.`, 'Correct it, or unset GILDER_PACKS.'),
  packOtherPython: (title: string, wanted: readonly string[], found: string): ErrorReport =>
    runtime(
      `The pack ${title} is for Python ${list(wanted)}, and this is ${found}.`,
      'Unset GILDER_RUNTIME to use the Python that Gilder carries.',
    ),
  packNoRoom: (title: string, needed: string, free: string): ErrorReport => ({
    kind: 'output',
    message: `The pack ${title} needs ${needed} on the disk, and ${free} are free.`,
    hint: 'Free some disk space, or choose another data folder with --data DIR.',
  }),
  packNoInstaller: (folder: string): ErrorReport =>
    runtime(`Packs cannot be installed: there is no pip in ${folder}.`, 'Install Gilder again.'),
  packOffline: (title: string): ErrorReport =>
    runtime(
      `The pack ${title} cannot be downloaded: the package index cannot be reached.`,
      'Check the network and the proxy, or give a folder with its wheels: --wheels DIR.',
    ),
  packNotFound: (title: string, requirement: string, from: string | null): ErrorReport =>
    runtime(
      from === null
        ? `The package index has no wheel of ${requirement} for this machine, which the pack ${title} needs.`
        : `The folder ${from} has no wheel of ${requirement} for this machine, which the pack ${title} needs.`,
      from === null
        ? 'Ask whoever keeps the index that pip is set up for.'
        : 'Download it there on a machine with network: gilder --packs --json says what belongs to the pack.',
    ),
  packFailed: (title: string, why: string): ErrorReport =>
    runtime(`The pack ${title} could not be installed: ${why}`, 'Nothing of it is kept; try again.'),
  packUnusable: (title: string, why: string): ErrorReport =>
    runtime(
      `The pack ${title} was downloaded, but cannot be used here: ${why}`,
      'Nothing of it is kept. It may not be made for this kind of machine.',
    ),
  packNotInstalled: ({ title }: Named): ErrorReport => ({
    kind: 'usage',
    message: `The pack ${title} is not installed.`,
    hint: 'gilder --packs shows which are.',
  }),
  packFolder: (path: string, why: string): ErrorReport => ({
    kind: 'output',
    message: `The folder of packs ${path} cannot be used: ${why}.`,
    hint: 'Choose another data folder with --data DIR, or correct its rights.',
  }),
} as const
