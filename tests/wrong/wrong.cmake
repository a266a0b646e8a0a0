# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# The tests of the tests: a law, run on an activation that breaks it, must fail with an assertion.
add_executable(wrong_activations wrong/wrong_activations.cpp $<TARGET_OBJECTS:eigenact_laws>)
target_compile_options(wrong_activations PRIVATE ${EIGENACT_TEST_FLAGS})
target_link_libraries(wrong_activations PRIVATE eigenact::eigenact eigenact_test_support)

# eigenact_rejects(<formula> <law>): the law, by its name up to *, rejects the formula.
function(eigenact_rejects formula law)
  add_test(NAME rejects_${formula} COMMAND wrong_activations ${law})
  set_tests_properties(rejects_${formula} PROPERTIES LABELS wrong TIMEOUT 600
    ENVIRONMENT "EIGENACT_WRONG=${formula}"
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

add_test(NAME accepts_Tanh COMMAND wrong_activations)
set_tests_properties(accepts_Tanh PROPERTIES LABELS wrong TIMEOUT 600 ENVIRONMENT "EIGENACT_WRONG=Tanh")
