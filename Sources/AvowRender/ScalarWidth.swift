import CUnicodeTables

/// The terminal cells of one scalar; none for what does not print.
func scalarWidth(_ scalar: Unicode.Scalar) -> Int { Int(avow_scalar_width(scalar.value)) }
