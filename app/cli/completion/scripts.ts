/**
 * The scripts that --completion writes. They ask this program for everything, so that one that was installed long ago
 * still knows the flags and jobs of today.
 */
import type { Shell } from '../arguments/definition'
import { bash } from './bash'
import { powershell } from './powershell'
import { zsh } from './zsh'

export const scripts: Readonly<Record<Shell, string>> = { bash, zsh, powershell }
