/** Products of matrices, decompositions, systems of equations, diagonals. */
import * as tf from 'tensorloom';

using sess = new tf.Session();

// tf.matmul
{
  // 1 · 7 + 2 · 8 + 3 · 9 in the first row.
  console.log(await sess.run(tf.matmul([[1, 2, 3], [4, 5, 6]], [[7], [8], [9]])));
  // [[50], [122]]
}

// tf.matmul; op BatchMatMulV2
{
  // One product for each of the two matrices along the first axis.
  console.log(await sess.run(tf.matmul([[[1, 2]], [[3, 4]]], [[[5], [6]], [[7], [8]]])));
  // [[[17]], [[53]]]
}

// tf.tensordot
{
  console.log(await sess.run(tf.tensordot([1, 2, 3], [4, 5, 6], 1)));
  // 32
}

// tf.einsum
{
  // Row by row, the sum of products: 1·5 + 2·6 and 3·7 + 4·8.
  console.log(await sess.run(tf.einsum('ij,ij->i', [[1, 2], [3, 4]], [[5, 6], [7, 8]])));
  // [17, 53]
}

// tf.linalg.matvec
{
  console.log(await sess.run(tf.linalg.matvec([[1, 2], [3, 4]], [5, 6])));
  // [17, 39]
}

// tf.cross
{
  console.log(await sess.run(tf.cross([1, 0, 0], [0, 1, 0])));
  // [0, 0, 1]
}

// tf.matrixTranspose
{
  console.log(await sess.run(tf.matrixTranspose([[1, 2, 3], [4, 5, 6]])));
  // [[1, 4], [2, 5], [3, 6]]
}

// tf.linalg.adjoint
{
  console.log(await sess.run(tf.linalg.adjoint([[1, 2], [3, 4]])));
  // [[1, 3], [2, 4]]
}

// tf.trace
{
  console.log(await sess.run(tf.trace([[1, 2], [3, 4]])));
  // 5
}

// tf.matrixDeterminant
{
  console.log(await sess.run(tf.matrixDeterminant([[3, 1], [2, 4]])));
  // 10
}

// tf.linalg.logdet
{
  console.log(await sess.run(tf.exp(tf.linalg.logdet([[2, 0], [0, 4]]))));
  // 8
}

// tf.linalg.slogdet
{
  const { sign, logAbsDeterminant } = tf.linalg.slogdet([[0, 2], [4, 0]]);
  console.log(await sess.run([sign, tf.exp(logAbsDeterminant)]));
  // [ -1, 8 ]
}

// tf.matrixInverse
{
  console.log(await sess.run(tf.matrixInverse([[2, 0], [0, 4]])));
  // [[0.5, 0], [0, 0.25]]
}

// tf.matrixSolve
{
  // 2x + y = 5, x + y = 3
  console.log(await sess.run(tf.matrixSolve([[2, 1], [1, 1]], [[5], [3]])));
  // [[2], [1]]
}

// tf.matrixTriangularSolve
{
  // 2x = 4, x + y = 5
  console.log(await sess.run(tf.matrixTriangularSolve([[2, 0], [1, 1]], [[4], [5]])));
  // [[2], [3]]
}

// tf.matrixSolveLs
{
  // Four measurements of one number: their mean.
  console.log(await sess.run(tf.matrixSolveLs([[1], [1], [1], [1]], [[1], [2], [3], [6]])));
  // [[3]]
}

// tf.cholesky
{
  console.log(await sess.run(tf.cholesky([[4, 2], [2, 10]])));
  // [[2, 0], [1, 3]]
}

// tf.choleskySolve
{
  const factor = tf.cholesky([[4, 0], [0, 9]]);
  console.log(await sess.run(tf.choleskySolve(factor, [[8], [27]])));
  // [[2], [3]]
}

// tf.qr
{
  const { q, r } = tf.qr([[0, 2], [1, 0]]);
  console.log(await sess.run(tf.matmul(q, r)));
  // [[0, 2], [1, 0]]
}

// tf.svd
{
  const s = tf.svd([[3, 0], [0, -4]], { computeUv: false });
  console.log(await sess.run(s));
  // [4, 3]
}

// tf.selfAdjointEig
{
  const [values, vectors] = tf.selfAdjointEig([[2, 0], [0, 1]]);
  console.log(await sess.run(values));
  // [1, 2]
  console.log(await sess.run(tf.abs(vectors)));
  // [[0, 1], [1, 0]]
}

// tf.selfAdjointEigvals
{
  console.log(await sess.run(tf.selfAdjointEigvals([[2, 1], [1, 2]])));
  // [1, 3]
}

// tf.eye
{
  console.log(await sess.run(tf.eye(2, 3)));
  // [[1, 0, 0], [0, 1, 0]]
}

// tf.diag
{
  console.log(await sess.run(tf.diag([1, 2])));
  // [[1, 0], [0, 2]]
}

// tf.diagPart
{
  console.log(await sess.run(tf.diagPart([[1, 2], [3, 4]])));
  // [1, 4]
}

// tf.matrixDiag
{
  console.log(await sess.run(tf.matrixDiag([[1, 2], [3, 4]])));
  // [[[1, 0], [0, 2]], [[3, 0], [0, 4]]]
}

// tf.matrixDiagPart
{
  console.log(await sess.run(tf.matrixDiagPart([[1, 2, 3], [4, 5, 6]])));
  // [1, 5]
}

// tf.matrixSetDiag
{
  console.log(await sess.run(tf.matrixSetDiag([[1, 2], [3, 4]], [8, 9])));
  // [[8, 2], [3, 9]]
}

// tf.matrixBandPart
{
  // The upper triangle.
  console.log(await sess.run(tf.matrixBandPart([[1, 2], [3, 4]], 0, -1)));
  // [[1, 2], [0, 4]]
}

// tf.linalg.expm
{
  // A nilpotent matrix: 1 + A.
  console.log(await sess.run(tf.round(tf.linalg.expm([[0, 2], [0, 0]]))));
  // [[1, 2], [0, 1]]
}
