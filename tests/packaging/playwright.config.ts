/** The packed app, moved to another folder and started as a plain user with an empty environment. */
import { defineConfig } from '@playwright/test'
import e2e from '../e2e/playwright.config'

export default defineConfig({ ...e2e, testDir: '.', outputDir: '../../test-results/packaging' })
