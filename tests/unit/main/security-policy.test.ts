import { describe, expect, test } from 'vitest'
import {
  contentSecurityPolicy,
  isAllowedPermission,
  isOwnPage,
  isTrustedSender,
  WINDOW_URL,
} from '../../../app/main/security-policy'

describe('the content security policy', () => {
  test('lets nothing run that is not a file of ours', () => {
    const policy = contentSecurityPolicy('abc')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("'nonce-abc'")
    expect(policy).not.toContain('unsafe')
  })
})

describe('who counts as the window', () => {
  test.each([
    [WINDOW_URL, true],
    ['app://gilder/index.html#/history', true],
    ['app://gilder/other.html', false],
    ['app://run/index.html', false],
    ['app://gilder.evil/index.html', false],
    ['https://gilder/index.html', false],
    ['file:///index.html', false],
    ['about:blank', false],
    ['', false],
  ])('%s → %s', (url, own) => {
    expect(isOwnPage(url)).toBe(own)
    expect(isTrustedSender({ url, isTopFrame: true })).toBe(own)
  })

  test('a frame inside the page does not', () => {
    expect(isTrustedSender({ url: WINDOW_URL, isTopFrame: false })).toBe(false)
  })
})

test('of all permissions only writing to the clipboard is given', () => {
  const asked = [
    'clipboard-sanitized-write',
    'clipboard-read',
    'media',
    'geolocation',
    'openExternal',
    'fullscreen',
  ]
  expect(asked.filter(isAllowedPermission)).toEqual(['clipboard-sanitized-write'])
})
