using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.Model.Tests;

public sealed class WordCandidatesTests
{
    private const string Text = "ab ba";
    private const double Bias = 0.5;

    private static readonly InkModel Model = TextPair.Model;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ChosenWord_IsTheOneWithTheMostInformation(bool holdsTop)
    {
        const int Count = 4;
        (StepState state, _) = TextPair.AfterPrime(Text);
        var candidates = new WordCandidates(new PackedModel(Model), Count);

        IReadOnlyList<PenOffset> chosen = Write(candidates, state, holdsTop);

        var seeds = new SeededRandom(1);
        var each = Enumerable.Range(0, Count).Select(_ => OnItsOwn(state, Seed(seeds), holdsTop, IsPastWord)).ToArray();
        Assert.Equal(Count, each.DistinctBy(word => word[^1].Information).Count());
        Assert.Equal(each.MaxBy(word => word[^1].Information)!.Select(row => row.Row), chosen);
    }

    [Fact]
    public void OneCandidate_IsWhatTheModelWrites_UntilThePenIsOnTheNextWord()
    {
        (StepState state, SimdStepEngine engine) = TextPair.AfterPrime(Text);
        var trace = new StepTrace(Model.Config.Layers);
        var next = new MixtureDensity(Model.Config.Components);

        IReadOnlyList<PenOffset> word = Write(new WordCandidates(new PackedModel(Model), 1), state, holdsTop: false);

        var positions = new List<int>();
        foreach (PenOffset row in word)
        {
            engine.Step(row, trace, next);
            positions.Add(trace.TextPosition);
        }

        var own = OnItsOwn(state, Seed(new SeededRandom(1)), holdsTop: false, IsPastWord);
        Assert.Equal(own.Select(row => row.Row), word);
        Assert.All(positions.SkipLast(1), position => Assert.InRange(position, 0, 2));
        Assert.Equal(3, positions[^1]);
    }

    [Fact]
    public void LastWord_EndsAtThePenUpWithTheMostInformation()
    {
        const string LastWord = "ab";
        (StepState state, _) = TextPair.AfterPrime(LastWord);
        var candidates = new WordCandidates(new PackedModel(Model), 1);
        int shortened = 0;
        for (ulong seed = 1; seed <= 300; seed++)
        {
            candidates.Begin(state, LastWord, Bias, new SeededRandom(seed));
            AdvanceToTheEnd(candidates);
            if (!candidates.EndsText) continue;
            (int rowsSincePast, PenPace pace) = (0, PenPace.Initial);
            var own = OnItsOwn(state, Seed(new SeededRandom(seed)), holdsTop: false, Halts);
            var lifts = Enumerable.Range(0, own.Count).Where(row => own[row].Row.PenUp && own[row].Position >= LastWord.Length - 1);
            int end = lifts.MaxBy(row => own[row].Information) + 1;
            Assert.Equal(own.Take(end).Select(row => row.Row), candidates.Chosen);
            if (end < own.Count) shortened++;

            bool Halts(PenOffset row, int position)
            {
                pace = pace.After(row);
                bool isPastEnd = position >= LastWord.Length;
                if (isPastEnd || rowsSincePast > 0) rowsSincePast++; // the window can still move back
                return pace.IsAtRest || (isPastEnd && (row.PenUp || rowsSincePast > TextStopRule.MaximumRowsPastEnd));
            }
        }

        Assert.InRange(shortened, 1, 299);
    }

    [Fact]
    public void NextWord_DoesNotDependOnThePreviousOne()
    {
        (StepState state, _) = TextPair.AfterPrime(Text);
        var candidates = new WordCandidates(new PackedModel(Model), 3);

        PenOffset[] first = [.. Write(candidates, state, holdsTop: false)];
        PenOffset[] again = [.. Write(candidates, state, holdsTop: false)];

        Assert.Equal(first, again);
    }

    [Fact]
    public void TextWithoutSpaces_IsWrittenInPieces()
    {
        string endless = string.Concat(Enumerable.Repeat("ab", 500));
        (StepState state, _) = TextPair.AfterPrime(endless);
        var candidates = new WordCandidates(new PackedModel(Model), 2);
        candidates.Begin(state, endless, Bias, new SeededRandom(1));
        AdvanceToTheEnd(candidates);

        Assert.InRange(candidates.Chosen.Count, 1, WordCandidates.MaximumRows);
    }

    [Fact]
    public void NoCandidates_AreRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new WordCandidates(new PackedModel(Model), 0));

    private static IReadOnlyList<PenOffset> Write(WordCandidates candidates, StepState state, bool holdsTop)
    {
        candidates.Begin(state, Text, Bias, new SeededRandom(1), holdsTop);
        AdvanceToTheEnd(candidates);
        return candidates.Chosen;
    }

    private static void AdvanceToTheEnd(WordCandidates candidates)
    {
        while (!candidates.Advance())
        {
        }
    }

    private static bool IsPastWord(PenOffset row, int position) => position > Text.IndexOf(' ', StringComparison.Ordinal);

    /// <summary>The same candidate by engines of one stream.</summary>
    /// <returns>For each row, the information up to it and the position in the text after it.</returns>
    private static List<(PenOffset Row, double Information, int Position)> OnItsOwn(
        StepState state, ulong seed, bool holdsTop, Func<PenOffset, int, bool> isLast)
    {
        var pair = new TextPair(state, holdsTop);
        var sampler = new Sampler(new SeededRandom(seed));
        var rows = new List<(PenOffset Row, double Information, int Position)>();
        double information = 0;
        do
        {
            (float x, float y, bool penUp) = sampler.Sample(pair.Next, Bias);
            information += pair.Information(x, y, penUp);
            PenOffset row = Model.Metadata.Normalisation.Denormalise(x, y, penUp);
            pair.Step(row);
            rows.Add((row, information, pair.Position));
        }
        while (!isLast(rows[^1].Row, rows[^1].Position));

        return rows;
    }

    private static ulong Seed(SeededRandom random) => (ulong)(random.NextDouble() * (1UL << 53));
}
