// Which combinations are looked at: all of them, or each item once, with the other factors dealt out evenly.

// factors: {name: [values]}; gives a row for every combination.
export function everything(factors) {
  return Object.entries(factors).reduce(
    (rows, [name, values]) => rows.flatMap((row) => values.map((value) => ({ ...row, [name]: value }))),
    [{}],
  );
}

// A row for every value of the first factor. The combinations of the others are dealt like cards, always in the same order: with at
// least as many items as combinations every combination is there, and so every two values of any of the other factors meet.
export function dealt(factors) {
  const [[first, items], ...others] = Object.entries(factors);
  const hands = everything(Object.fromEntries(others));
  // A step that shares no divisor with the number of hands: neighbours, which are alike, get hands that are not.
  const divisor = (a, b) => (b ? divisor(b, a % b) : a);
  let step = Math.ceil(hands.length / 2.6);
  while (divisor(step, hands.length) !== 1) step++;
  return items.map((item, index) => ({ [first]: item, ...hands[(index * step) % hands.length] }));
}

export const choice = (factors, all) => (all ? everything(factors) : dealt(factors));
