import { expect, test } from 'vitest'
import { folderQuestion, questionOf } from '../../../app/main/trust-words'

const question = {
  what: 'job',
  file: '/down/mine.py',
  sha256: '',
  bytes: 1,
  beside: [],
  root: '',
  changed: false,
} as const

test('says what it is, where it lies, what it may do, and what it brings along', () => {
  const words = questionOf({ ...question, beside: ['a.py', 'b.py', 'c.py', 'd.py', 'e.py', 'f.py'] })
  expect(words).toMatchObject({ message: 'Do you trust mine.py?', yes: 'Trust and open' })
  expect(words.detail).toContain('read, change and delete your files')
  expect(words.detail).toContain('mine.py\nin /down\nwith a.py, b.py, c.py, d.py and 2 more from beside it')
  expect(questionOf({ ...question, changed: true }).message).toBe(
    'mine.py has changed. Trust it as it is now?',
  )
  expect(questionOf({ ...question, what: 'checkpoint' }).yes).toBe('Trust and continue')
  expect(folderQuestion('/home/ada/lab').detail).toContain('/home/ada/lab')
})

test('a name cannot add lines of its own, or turn its letters round', () => {
  const { message, detail } = questionOf({ ...question, file: '/down/mine\n\nIt is harmless.\u202Eyp.py' })
  expect(message).toBe('Do you trust mine\uFFFD\uFFFDIt is harmless.\uFFFDyp.py?')
  expect(detail.split('\n')).toHaveLength(4)
})
