#include "linux/dlsym.h"

#if defined(__x86_64__)

asm(R"(
  .text
  .globl gilder_dlsym
  .hidden gilder_dlsym
  .type gilder_dlsym, @function
gilder_dlsym:
  .cfi_startproc
  endbr64
  pushq %rdi
  .cfi_adjust_cfa_offset 8
  pushq %rsi
  .cfi_adjust_cfa_offset 8
  subq $8, %rsp
  .cfi_adjust_cfa_offset 8
  call gilder_before_dlsym
  addq $8, %rsp
  .cfi_adjust_cfa_offset -8
  popq %rsi
  .cfi_adjust_cfa_offset -8
  popq %rdi
  .cfi_adjust_cfa_offset -8
  testq %rax, %rax
  je 1f
  ret
1:
  jmpq *gilder_real_dlsym(%rip)
  .cfi_endproc
  .size gilder_dlsym, . - gilder_dlsym
)");

#elif defined(__aarch64__)

asm(R"(
  .text
  .globl gilder_dlsym
  .hidden gilder_dlsym
  .type gilder_dlsym, %function
gilder_dlsym:
  .cfi_startproc
  hint #34
  stp x29, x30, [sp, #-32]!
  .cfi_def_cfa_offset 32
  .cfi_offset 29, -32
  .cfi_offset 30, -24
  stp x0, x1, [sp, #16]
  bl gilder_before_dlsym
  mov x16, x0
  ldp x0, x1, [sp, #16]
  ldp x29, x30, [sp], #32
  .cfi_def_cfa_offset 0
  .cfi_restore 29
  .cfi_restore 30
  cbz x16, 1f
  mov x0, x16
  ret
1:
  adrp x16, gilder_real_dlsym
  ldr x16, [x16, :lo12:gilder_real_dlsym]
  br x16
  .cfi_endproc
  .size gilder_dlsym, . - gilder_dlsym
)");

#endif
