// @ts-check
import { expect, test } from 'vitest'
import { cpuPin, cudaNext, cudaObjection } from '../../../python-runtime/build/torch.mjs'

/**
 * @param {string} version
 * @param {readonly string[]} requires_dist
 * @param {readonly string[]} others
 */
const report = (version, requires_dist = [], others = []) => ({
  install: [
    { metadata: { name: 'torch', version, requires_dist } },
    ...others.map((name) => ({ metadata: { name, version: '1' } })),
  ],
})

test.each([
  ['labelled cpu', report('2.13.0+cpu', ['filelock', 'sympy>=1.13.3'])],
  ['without a label and without CUDA, as on Windows', report('2.13.0', ['filelock'])],
  ['with CUDA only as an extra', report('2.13.0', ['nvidia-cublas==1; extra == "cuda"'])],
])('a build %s is taken', (_, plan) => {
  expect(cudaObjection(plan)).toBeNull()
})

test.each([
  ['labelled cu130', report('2.13.0+cu130'), 'torch 2.13.0+cu130'],
  ['labelled rocm', report('2.13.0+rocm7.0'), 'torch 2.13.0+rocm7.0'],
  [
    "with NVIDIA's libraries",
    report('2.13.0', ['nvidia-cublas-cu12==12.8 ; platform_system == "Linux"']),
    'nvidia-cublas-cu12',
  ],
  ['with Triton', report('2.13.0', ['triton==3.5.0; platform_system == "Linux"']), 'triton'],
  ['with CUDA bindings', report('2.13.0', ['cuda-bindings>=13']), 'cuda-bindings'],
  ['beside which pip plans CUDA', report('2.13.0', [], ['nvidia-nccl-cu13']), 'nvidia-nccl-cu13'],
])('a build %s is refused', (_, plan, names) => {
  expect(cudaObjection(plan)).toContain(names)
})

test('on Linux nothing but the CPU label is asked for', () => {
  expect(cpuPin('2.13.0', 'linux')).toBe('torch==2.13.0+cpu')
  expect(cpuPin('2.13.0', 'win32')).toBe('torch==2.13.0')
})

test('a plan without torch is refused', () => {
  expect(cudaObjection({ install: [] })).toContain('no torch')
})

test('the refusal says what to do', () => {
  expect(cudaNext).toMatch(/micromamba/)
  expect(cudaNext).toMatch(/PIP_EXTRA_INDEX_URL/)
})
