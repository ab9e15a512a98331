/** A form with a parameter of every kind: a person fills it in, and what arrives in Python is what was meant. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { type Desktop, expect, test } from './app'
import { type Inputs, writeInputs } from './kinds-input'
import { withJobs } from './with-jobs'

const field = (page: Page, name: string) =>
  page.getByRole('textbox', { name, exact: true }).or(page.getByRole('combobox', { name, exact: true }))
const group = (page: Page, name: string) => page.getByRole('group', { name, exact: true })
const add = (page: Page, name: string) => page.getByRole('button', { name: `Add to ${name}` }).click()
const result = (page: Page) => page.getByRole('region', { name: 'Run' })

async function open(desktop: Desktop): Promise<Page> {
  const { page } = await desktop.start(withJobs(desktop.appFolder, ['kinds']))
  await expect(page.getByRole('heading', { name: 'Every kind', level: 1 })).toBeVisible()
  return page
}

async function choose(page: Page, name: string, option: string): Promise<void> {
  await field(page, name).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

async function fill(page: Page, files: Inputs, folder: string): Promise<void> {
  await field(page, 'Count').fill('10')
  await field(page, 'Count').press('ArrowUp')
  await field(page, 'Huge').fill('123456789012345678901234567890')
  await field(page, 'Ratio').fill('2.5e-1')
  await field(page, 'Name').fill('Tränen')
  await field(page, 'Notes').fill('one\ntwo')
  await page.getByLabel('Token', { exact: true }).fill('hush')
  await choose(page, 'Agreed', 'No')
  await choose(page, 'Method', 'lasso')
  await choose(page, 'Metal', 'gold')
  await page.getByLabel('Day', { exact: true }).fill('2026-11-24')
  await page.getByLabel('Start', { exact: true }).fill('2026-11-24T18:30')
  await page.getByLabel('Alarm', { exact: true }).fill('06:15')
  await field(page, 'Wait').fill('1h 30m')
  await field(page, 'Rates').fill('0.1,1e-3')
  await field(page, 'Rates').press('Tab')
  await add(page, 'Grid')
  await add(page, 'Grid')
  await field(page, 'Entry 1').fill('1,2,')
  await field(page, 'Entry 2').fill('3,')
  await page.getByRole('button', { name: 'Move entry 2 of Grid up' }).click()
  await group(page, 'Pair').getByRole('textbox').first().fill('7')
  await group(page, 'Pair').getByRole('textbox').last().fill('seven')
  await field(page, 'Labels').fill('a, b')
  await field(page, 'Labels').press('Enter')
  await add(page, 'Weights')
  await field(page, 'Name 1 of Weights').fill('x y')
  await field(page, 'Value of x y').fill('0.5')
  await group(page, 'Settings').getByRole('textbox', { name: 'Rate' }).fill('0.2')
  await group(page, 'Settings').getByText('flat').click()
  await field(page, 'Low').fill('-1')
  await field(page, 'High').fill('1')
  await add(page, 'Layers')
  await field(page, 'Units').fill('32')
  await group(page, 'Either').getByText('Text').click()
  await group(page, 'Either').getByRole('textbox').fill('12')
  await group(page, 'Either group').getByText('Number').click()
  await group(page, 'Either group').getByRole('textbox').fill('2.5')
  await field(page, 'Table').fill(files.table)
  await field(page, 'Table').blur()
  await expect(page.getByText('3 columns, 2 numeric')).toBeVisible()
  await page.getByRole('button', { name: 'Choose all 2 columns' }).click()
  await choose(page, 'Column', 'name str')
  await field(page, 'Array').fill(files.array)
  await field(page, 'Picture').fill(files.picture)
  await field(page, 'Sound').fill(files.sound)
  await field(page, 'File').fill(files.file)
  await field(page, 'Folder').fill(folder)
  await field(page, 'Color').fill('#ff8800')
  await choose(page, 'Device', 'Processor (cpu)')
}

test.use({ actionTimeout: 4000 })
test('every kind of parameter is filled in, checked, and arrives', async ({ desktop }) => {
  const folder = join(desktop.data, 'inputs')
  const files = writeInputs(folder)
  const page = await open(desktop)

  // Run is never greyed out: it says what is missing, and goes there.
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(field(page, 'Count')).toBeFocused()
  await expect(field(page, 'Count')).toHaveAccessibleDescription('Enter a number.')

  await fill(page, files, folder)
  // What only Python can know is told at the place it is about.
  const size = group(page, 'Settings').getByRole('textbox', { name: 'Size' })
  await size.fill('500')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(size).toBeFocused()
  await expect(page.getByText(/settings\.window: 500 is no power of two/)).toBeVisible()
  await size.fill('512')

  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(result(page).getByText('Done')).toBeVisible()
  const [run] = await desktop.runs()
  const results = join(desktop.data, 'runs', run?.id ?? '', 'results')
  const [text = ''] = (await readdir(results)).filter((name) => name.endsWith('.txt'))
  const seen = await readFile(join(results, text), 'utf8')
  for (const part of [
    "'count': 15,",
    "'huge': 123456789012345678901234567890,",
    "'ratio': 0.25,",
    "'name': 'Tränen'",
    "'notes': 'one\\ntwo'",
    "'token': 'hush'",
    "'agreed': False",
    "'method': 'lasso'",
    "'metal': <Metal.GOLD: 'gold'>",
    "'day': datetime.date(2026, 11, 24)",
    "'start': datetime.datetime(2026, 11, 24, 18, 30)",
    "'alarm': datetime.time(6, 15)",
    "'wait': datetime.timedelta(seconds=5400)",
    "'rates': [0.1, 0.001]",
    "'grid': [[3], [1, 2]]",
    "'pair': (7, 'seven')",
    "'labels': {'a, b'}",
    "'weights': {'x y': 0.5}",
    "'settings': Settings(rate=0.2, label='run', window=Window(size=512, shape='flat'))",
    "'limits': {'low': -1.0, 'high': 1.0}",
    "'layers': [Layer(units=32, dropout=0.0, tags=[])]",
    "'either': '12'",
    "'either_group': 2.5",
    "'table': ['mass', 'name', 'length, cm']",
    "'columns': ['mass', 'length, cm']",
    "'column': 'name'",
    "'array': (2, 3)",
    "'picture': (3, 2)",
    "'sound': ((1, 4), 8000)",
    "'color': '#ff8800'",
    "'device': 'cpu'",
    "'tolerance': 0.001",
    "'scale': True",
    "'maybe': None",
    "'maybe_window': None",
    "'limit': datetime.timedelta(seconds=300)",
  ]) {
    expect(seen).toContain(part)
  }
  // No file has the secret.
  const record = await readFile(join(desktop.data, 'runs', run?.id ?? '', 'run.json'), 'utf8')
  expect(record).not.toContain('hush')

  // The same again: all is filled in but the secret, which is asked for.
  await page.reload()
  await page.getByRole('button', { name: /Every kind, done/ }).click()
  await result(page).getByRole('button', { name: 'Edit and re-run' }).click()
  await expect(field(page, 'Huge')).toHaveValue('123456789012345678901234567890')
  await expect(field(page, 'Wait')).toHaveValue('1h 30m')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByLabel('Token', { exact: true })).toBeFocused()
})
