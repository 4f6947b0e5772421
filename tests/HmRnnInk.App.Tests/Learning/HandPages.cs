using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Tests.Learning;

/// <summary>Pages with made-up writing.</summary>
internal static class HandPages
{
    private const int RowsInALine = 320;

    /// <param name="lines">The number of ruled lines with writing; each is long enough to be a line of the training data.</param>
    public static InkDocument Page(int lines, RowOwner owner = RowOwner.Person, int seed = 1)
    {
        var random = new Random(seed);
        var rows = new List<PageRow>();
        int stroke = 0;
        for (int line = 0; line < lines; line++)
        {
            float x = 120, y = 140 + 60 * line;
            for (int row = 0; row < RowsInALine; row++)
            {
                bool penUp = row % 16 == 15;
                float right = 12 + 3 * random.NextSingle(), down = 35 * MathF.Sin(0.9f * row) + 4 * random.NextSingle();
                (x, y) = (x + 0.2f * right, y + 0.2f * down);
                rows.Add(new PageRow(new PenOffset(right, down, penUp), x, y, owner, stroke, line)
                {
                    TimeSeconds = owner == RowOwner.Person ? Math.Round(0.015 * rows.Count, 5) : double.NaN,
                });
                if (penUp) stroke++;
            }
        }

        return new InkDocument { Written = DateTimeOffset.UnixEpoch, Rows = rows.ToArray(), Hand = HandEstimate.Expect(0.2f) };
    }
}
