#include "textflag.h"

// func dotLanes(rows *float32, stride, n, width int, q, lanes *float32)
TEXT ·dotLanes(SB), NOSPLIT, $0-48
	MOVQ rows+0(FP), SI
	MOVQ stride+8(FP), R8
	SHLQ $2, R8
	MOVQ n+16(FP), CX
	MOVQ width+24(FP), DX
	SHLQ $2, DX
	MOVQ q+32(FP), DI
	MOVQ lanes+40(FP), BX

four:
	CMPQ  CX, $4
	JLT   one
	XORPS X0, X0
	XORPS X1, X1
	XORPS X2, X2
	XORPS X3, X3
	LEAQ  (SI)(R8*1), R9
	LEAQ  (SI)(R8*2), R10
	LEAQ  (R9)(R8*2), R11
	XORQ  AX, AX

fourColumns:
	CMPQ   AX, DX
	JGE    fourDone
	MOVUPS (DI)(AX*1), X4
	MOVUPS (SI)(AX*1), X5
	MOVUPS (R9)(AX*1), X6
	MOVUPS (R10)(AX*1), X7
	MOVUPS (R11)(AX*1), X8
	MULPS  X4, X5
	MULPS  X4, X6
	MULPS  X4, X7
	MULPS  X4, X8
	ADDPS  X5, X0
	ADDPS  X6, X1
	ADDPS  X7, X2
	ADDPS  X8, X3
	ADDQ   $16, AX
	JMP    fourColumns

fourDone:
	MOVUPS X0, (BX)
	MOVUPS X1, 16(BX)
	MOVUPS X2, 32(BX)
	MOVUPS X3, 48(BX)
	ADDQ   $64, BX
	LEAQ   (SI)(R8*4), SI
	SUBQ   $4, CX
	JMP    four

one:
	CMPQ  CX, $0
	JLE   end
	XORPS X0, X0
	XORQ  AX, AX

oneColumns:
	CMPQ   AX, DX
	JGE    oneDone
	MOVUPS (DI)(AX*1), X4
	MOVUPS (SI)(AX*1), X5
	MULPS  X4, X5
	ADDPS  X5, X0
	ADDQ   $16, AX
	JMP    oneColumns

oneDone:
	MOVUPS X0, (BX)
	ADDQ   $16, BX
	ADDQ   R8, SI
	DECQ   CX
	JMP    one

end:
	RET

// func addLanes(sum, x *float32, n int, by float32)
TEXT ·addLanes(SB), NOSPLIT, $0-28
	MOVQ   sum+0(FP), DI
	MOVQ   x+8(FP), SI
	MOVQ   n+16(FP), CX
	MOVSS  by+24(FP), X0
	SHUFPS $0, X0, X0
	SHLQ   $2, CX
	XORQ   AX, AX

eight:
	LEAQ   32(AX), BX
	CMPQ   BX, CX
	JGT    quad
	MOVUPS (SI)(AX*1), X1
	MOVUPS 16(SI)(AX*1), X2
	MULPS  X0, X1
	MULPS  X0, X2
	MOVUPS (DI)(AX*1), X3
	MOVUPS 16(DI)(AX*1), X4
	ADDPS  X1, X3
	ADDPS  X2, X4
	MOVUPS X3, (DI)(AX*1)
	MOVUPS X4, 16(DI)(AX*1)
	MOVQ   BX, AX
	JMP    eight

quad:
	CMPQ   AX, CX
	JGE    end
	MOVUPS (SI)(AX*1), X1
	MULPS  X0, X1
	MOVUPS (DI)(AX*1), X3
	ADDPS  X1, X3
	MOVUPS X3, (DI)(AX*1)
	ADDQ   $16, AX
	JMP    quad

end:
	RET

// func dotFours(rows *float32, stride, n, width int, pair, first, second *float32)
TEXT ·dotFours(SB), NOSPLIT, $0-56
	MOVQ rows+0(FP), SI
	MOVQ stride+8(FP), R8
	SHLQ $2, R8
	MOVQ n+16(FP), CX
	MOVQ width+24(FP), DX
	SHLQ $2, DX
	MOVQ pair+32(FP), DI
	MOVQ first+40(FP), BX
	MOVQ second+48(FP), R12

rowsLeft:
	CMPQ   CX, $4
	JLT    done
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	VXORPS Y2, Y2, Y2
	VXORPS Y3, Y3, Y3
	LEAQ   (SI)(R8*1), R9
	LEAQ   (SI)(R8*2), R10
	LEAQ   (R9)(R8*2), R11
	XORQ   AX, AX

columnsLeft:
	CMPQ           AX, DX
	JGE            sums
	VMOVUPS        (DI)(AX*2), Y4
	VBROADCASTF128 (SI)(AX*1), Y5
	VBROADCASTF128 (R9)(AX*1), Y6
	VBROADCASTF128 (R10)(AX*1), Y7
	VBROADCASTF128 (R11)(AX*1), Y8
	VMULPS         Y4, Y5, Y5
	VMULPS         Y4, Y6, Y6
	VMULPS         Y4, Y7, Y7
	VMULPS         Y4, Y8, Y8
	VADDPS         Y5, Y0, Y0
	VADDPS         Y6, Y1, Y1
	VADDPS         Y7, Y2, Y2
	VADDPS         Y8, Y3, Y3
	ADDQ           $16, AX
	JMP            columnsLeft

sums: // of the lanes 0 and 1, of 2 and 3, then of both, for four rows side by side
	VHADDPS      Y1, Y0, Y0
	VHADDPS      Y3, Y2, Y2
	VHADDPS      Y2, Y0, Y0
	VMOVUPS      X0, (BX)
	VEXTRACTF128 $1, Y0, (R12)
	ADDQ         $16, BX
	ADDQ         $16, R12
	LEAQ         (SI)(R8*4), SI
	SUBQ         $4, CX
	JMP          rowsLeft

done:
	VZEROUPPER
	RET
