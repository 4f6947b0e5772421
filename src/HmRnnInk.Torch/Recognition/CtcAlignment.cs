namespace HmRnnInk.Torch.Recognition;

/// <summary>
/// Finds the most likely alignment of a known text in connectionist temporal classification (Graves et al. 2006). Each character has one or
/// more steps. Between characters there may be blanks (steps without a character); between two equal characters there is at least one.
/// </summary>
internal static class CtcAlignment
{
    /// <param name="logProbabilities">[steps, symbols]; symbol 0 is the blank.</param>
    /// <param name="text">Symbols from 1; at least one.</param>
    /// <returns>The most likely step of each character; null if there are too few steps.</returns>
    public static int[]? Of(ReadOnlySpan<float> logProbabilities, int steps, int symbols, long[] text)
    {
        // States 2i + 1 are the characters, and those between them are blanks.
        int states = (2 * text.Length) + 1;
        // The log-probability of the best alignment that ends in each state, at the previous step and at this one.
        double[] before = new double[states], now = new double[states];
        var cameFrom = new sbyte[steps, states]; // how many states back the best alignment came from
        Array.Fill(before, double.NegativeInfinity);
        before[0] = 0; // before the first step; one step leads to state 0 or 1
        for (int step = 0; step < steps; step++)
        {
            for (int state = 0; state < states; state++)
            {
                int back = 0;
                if (state > 0 && before[state - 1] > before[state]) back = 1;
                bool skips = state % 2 == 1 && state > 1 && text[state / 2] != text[(state / 2) - 1];
                if (skips && before[state - 2] > before[state - back]) back = 2;
                now[state] = before[state - back] + logProbabilities[(step * symbols) + Symbol(state)];
                cameFrom[step, state] = (sbyte)back;
            }

            (before, now) = (now, before);
        }

        int at = before[states - 1] > before[states - 2] ? states - 1 : states - 2;
        if (double.IsNegativeInfinity(before[at])) return null;
        var found = new int[text.Length];
        var best = new float[text.Length];
        Array.Fill(best, float.NegativeInfinity);
        for (int step = steps - 1; step >= 0; at -= cameFrom[step, at], step--)
        {
            if (at % 2 == 0) continue;
            float here = logProbabilities[(step * symbols) + Symbol(at)];
            if (here > best[at / 2]) (best[at / 2], found[at / 2]) = (here, step);
        }

        return found;

        int Symbol(int state) => state % 2 == 0 ? 0 : (int)text[state / 2];
    }
}
