import { expect, test } from 'vitest'
import { dataArgument, fileArguments } from '../../../app/main/arguments'

test.each([
  [['gilder'], null],
  [['electron', '/app', '--data', '/home/me/Daten ü'], '/home/me/Daten ü'],
  [['gilder', '--data=/x', '--inspect=0', '--remote-debugging-port=0'], '/x'],
  [['gilder', '--data'], null],
  [['gilder', '--data='], null],
])('%j', (argv, expected) => {
  expect(dataArgument(argv)).toBe(expected)
})

test.each([
  [['gilder'], []],
  [['electron', '/app', 'mine.py'], ['/home/ada/mine.py']],
  [['gilder', '--data', '/x/data.py', '--inspect=0', '/lab/fit.py', 'note.txt'], ['/lab/fit.py']],
])('the files of %j', (argv, files) => {
  expect(fileArguments(argv, '/home/ada')).toEqual(files)
})
