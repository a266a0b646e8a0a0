# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# The tests of the tests: a law, run on an activation that breaks it, must fail with an assertion.
eigenact_add_laws(wrong_activations)
target_sources(wrong_activations PRIVATE wrong/wrong_activations.cpp)
eigenact_quick(wrong_activations)
eigenact_in_tier(wrong_activations SHORT FULL)

# eigenact_rejects(<formula> <law>): the law, by its name up to *, rejects the formula.
function(eigenact_rejects formula law)
  add_test(NAME rejects_${formula} COMMAND wrong_activations --activation ${formula} ${law})
  set_tests_properties(rejects_${formula} PROPERTIES LABELS "wrong;short;full" TIMEOUT 600
    PASS_REGULAR_EXPRESSION "test cases: +1 \\| +(0 passed \\| +)?1 failed")
endfunction()

eigenact_rejects(EightUlpOff "the value holds its error bound against*")
eigenact_rejects(TailLost "the derivative holds its error bound against*")
eigenact_rejects(OtherKink "the derivative holds its error bound against*")
eigenact_rejects(SecondDerivativeOfOtherSign "the second derivative holds its error bound against*")
eigenact_rejects(NanLost "NaN in*")
eigenact_rejects(InfinityOverInfinity "at infinity stands the limit*")
eigenact_rejects(ZeroWithoutSign "a zero has the sign*")
eigenact_rejects(GradientOfOtherSign "parameter gradients are*")
eigenact_rejects(OutputFormWrong "the derivative from the output*")
eigenact_rejects(BitsByPosition "an element has the same bits in an array*")
eigenact_rejects(DerivativeOfAnother "derivatives agree with finite differences")

add_test(NAME accepts_Tanh COMMAND wrong_activations --activation Tanh)
set_tests_properties(accepts_Tanh PROPERTIES LABELS "wrong;short;full" TIMEOUT 600)
