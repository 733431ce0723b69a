// A small choice of combinations in which every value of one factor meets every value of every other.

// factors: {name: [values]}. Greedy: each row takes the pairs still missing, in a fixed order, so the choice is the same every time.
export function pairwise(factors) {
  const names = Object.keys(factors);
  const missing = new Set();
  const key = (a, i, b, j) => (a < b ? `${a}:${i}|${b}:${j}` : `${b}:${j}|${a}:${i}`);
  for (let a = 0; a < names.length; a++) {
    for (let b = a + 1; b < names.length; b++) {
      factors[names[a]].forEach((_, i) => factors[names[b]].forEach((__, j) => missing.add(key(a, i, b, j))));
    }
  }
  const rows = [];
  while (missing.size) {
    const [[a, i], [b, j]] = [...missing][0].split('|').map((part) => part.split(':').map(Number));
    const row = new Array(names.length).fill(-1);
    row[a] = i;
    row[b] = j;
    const gain = (factor, value) =>
      row.reduce((sum, other, index) => sum + (index !== factor && other >= 0 && missing.has(key(factor, value, index, other)) ? 1 : 0), 0);
    names.forEach((name, factor) => {
      if (row[factor] >= 0) return;
      const gains = factors[name].map((_, value) => gain(factor, value));
      row[factor] = gains.indexOf(Math.max(...gains));
    });
    for (let x = 0; x < names.length; x++) for (let y = x + 1; y < names.length; y++) missing.delete(key(x, row[x], y, row[y]));
    rows.push(Object.fromEntries(names.map((name, factor) => [name, factors[name][row[factor]]])));
  }
  return rows;
}

export function everything(factors) {
  return Object.entries(factors).reduce(
    (rows, [name, values]) => rows.flatMap((row) => values.map((value) => ({ ...row, [name]: value }))),
    [{}],
  );
}
