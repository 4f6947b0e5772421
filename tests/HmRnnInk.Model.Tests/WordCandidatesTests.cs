using HmRnnInk.Ink;

namespace HmRnnInk.Model.Tests;

public sealed class WordCandidatesTests
{
    private const string Text = "ab ba";
    private const double Bias = 0.5;

    private static readonly InkModel Model = RandomModel.Create(
        RandomModel.SmallConfig with { TextWindow = new() { Alphabet = " ab\ufffd", Components = 2 } }, seed: 2);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ChosenWord_IsTheOneWithTheMostInformation(bool holdsTop)
    {
        const int Count = 4;
        (StepState state, _) = AfterPrime();
        var candidates = new WordCandidates(new PackedModel(Model), Count);

        IReadOnlyList<PenOffset> chosen = Write(candidates, state, holdsTop);

        var seeds = new SeededRandom(1);
        var each = Enumerable.Range(0, Count).Select(_ => OnItsOwn(state, Seed(seeds), holdsTop)).ToArray();
        Assert.Equal(Count, each.DistinctBy(word => word.Information).Count());
        Assert.Equal(each.MaxBy(word => word.Information).Rows, chosen);
    }

    [Fact]
    public void OneCandidate_IsWhatTheModelWrites_UntilThePenIsOnTheNextWord()
    {
        (StepState state, SimdStepEngine engine) = AfterPrime();
        var trace = new StepTrace(Model.Config.Layers);
        var next = new MixtureDensity(Model.Config.Components);

        IReadOnlyList<PenOffset> word = Write(new WordCandidates(new PackedModel(Model), 1), state, holdsTop: false);

        var positions = new List<int>();
        foreach (PenOffset row in word)
        {
            engine.Step(row, trace, next);
            positions.Add(trace.TextPosition);
        }

        Assert.Equal(OnItsOwn(state, Seed(new SeededRandom(1)), holdsTop: false).Rows, word);
        Assert.All(positions.SkipLast(1), position => Assert.InRange(position, 0, 2));
        Assert.Equal(3, positions[^1]);
    }

    [Fact]
    public void NextWord_BeginsAnew()
    {
        (StepState state, _) = AfterPrime();
        var candidates = new WordCandidates(new PackedModel(Model), 3);

        PenOffset[] first = [.. Write(candidates, state, holdsTop: false)];
        PenOffset[] again = [.. Write(candidates, state, holdsTop: false)];

        Assert.Equal(first, again);
    }

    [Fact]
    public void TextWithoutSpaces_IsWrittenInPieces()
    {
        (StepState state, SimdStepEngine engine) = AfterPrime();
        string endless = string.Concat(Enumerable.Repeat("ab", 500));
        engine.SetText(endless);
        engine.CopyStateTo(state);
        var candidates = new WordCandidates(new PackedModel(Model), 2);
        candidates.Begin(state, endless, Bias, new SeededRandom(1));
        while (!candidates.Advance())
        {
        }

        Assert.InRange(candidates.Chosen.Count, 1, WordCandidates.MaximumRows);
    }

    [Fact]
    public void NoCandidates_AreRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new WordCandidates(new PackedModel(Model), 0));

    private static IReadOnlyList<PenOffset> Write(WordCandidates candidates, StepState state, bool holdsTop)
    {
        candidates.Begin(state, Text, Bias, new SeededRandom(1), holdsTop);
        while (!candidates.Advance())
        {
        }

        return candidates.Chosen;
    }

    private static (StepState State, SimdStepEngine Engine) AfterPrime()
    {
        var engine = new SimdStepEngine(Model);
        PenOffset[] prime = RandomModel.Line(30, 1);
        var trace = new StepTrace(Model.Config.Layers);
        var next = new MixtureDensity(Model.Config.Components);
        foreach (PenOffset row in prime[..^1]) engine.Step(row, trace, next);
        engine.SetText(Text);
        engine.Step(prime[^1], trace, next);
        StepState state = engine.CreateState();
        engine.CopyStateTo(state);
        return (state, engine);
    }

    /// <summary>The same candidate by two engines of one stream, one of which does not see the text.</summary>
    private static (List<PenOffset> Rows, double Information) OnItsOwn(StepState state, ulong seed, bool holdsTop)
    {
        SimdStepEngine with = new(Model), without = new(Model);
        MixtureDensity next = new(Model.Config.Components), plain = new(Model.Config.Components);
        var trace = new StepTrace(Model.Config.Layers);
        with.Restore(state);
        without.Restore(state);
        without.SetText("");
        with.HoldTop(holdsTop);
        without.HoldTop(holdsTop);
        with.Predict(next);
        without.Predict(plain);
        var sampler = new Sampler(new SeededRandom(seed));
        var rows = new List<PenOffset>();
        double information = 0;
        do
        {
            (float x, float y, bool penUp) = sampler.Sample(next, Bias);
            information += next.LogLikelihood(x, y, penUp) - plain.LogLikelihood(x, y, penUp);
            rows.Add(with.Normalisation.Denormalise(x, y, penUp));
            without.Step(rows[^1], trace, plain);
            with.Step(rows[^1], trace, next);
        }
        while (trace.TextPosition < Text.IndexOf(' ', StringComparison.Ordinal) + 1);

        return (rows, information);
    }

    private static ulong Seed(SeededRandom random) => (ulong)(random.NextDouble() * (1UL << 53));
}
