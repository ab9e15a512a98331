import { expect, test } from 'vitest'
import { dataArgument } from '../../../app/main/arguments'

test.each([
  [['gilder'], null],
  [['electron', '/app', '--data', '/home/me/Daten ü'], '/home/me/Daten ü'],
  [['gilder', '--data=/x', '--inspect=0', '--remote-debugging-port=0'], '/x'],
  [['gilder', '--data'], null],
  [['gilder', '--data='], null],
])('%j', (argv, expected) => {
  expect(dataArgument(argv)).toBe(expected)
})
