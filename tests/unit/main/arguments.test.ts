import { expect, test } from 'vitest'
import { dataArgument } from '../../../app/main/arguments'

test.each([
  [['gilder'], null],
  [['electron', '/app', '--data', '/tmp/Daten ü'], '/tmp/Daten ü'],
  [['gilder', '--data=/x', '--inspect=0', '--remote-debugging-port=0'], '/x'],
  [['gilder', '--data'], null],
  [['gilder', '--data='], null],
])('%j', (argv, expected) => {
  expect(dataArgument(argv)).toBe(expected)
})
