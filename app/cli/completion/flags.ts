/** The flags as they are defined for parsing: what is added there is completed at once. */
import type { Command, Option } from 'commander'

export interface Flag {
  /** `--run` */
  readonly name: string
  readonly help: string
  /** What its value is, in the words of the definition: `job` of `--run <job>`; null for a switch. */
  readonly value: string | null
  /** Whether the value may be left out. */
  readonly optional: boolean
  readonly choices: readonly string[]
  readonly repeatable: boolean
  /** Flags that it cannot stand beside. */
  readonly conflicts: readonly string[]
}

/** `exclusive`: the attributes of which only one can be given. */
export function flagsOf(command: Command, exclusive: readonly string[]): readonly Flag[] {
  const options = command.createHelp().visibleOptions(command)
  const alone = options.filter((option) => exclusive.includes(option.attributeName()))
  return options.map((option): Flag => {
    const value = /[<[]([^>\]]+)[>\]]/.exec(option.flags)?.[1] ?? null
    const rivals = alone.includes(option) ? alone.filter((other) => other !== option) : []
    return {
      name: nameOf(option),
      help: option.description,
      value,
      optional: option.optional,
      choices: option.argChoices ?? [],
      // Values that name something of a job come in any number.
      repeatable: value?.includes('=') ?? false,
      conflicts: rivals.map(nameOf),
    }
  })
}

const nameOf = ({ long, flags }: Option): string => long ?? flags
