namespace HmRnnInk.Model.Tests;

/// <summary>The step engines with a text to write.</summary>
public sealed class TextWindowEngineTests
{
    private const int Rows = 120;

    [Theory]
    [InlineData(Cell.HmLstm, 3, 7, false, WindowAdvance.Steps, 1)]
    [InlineData(Cell.HmLstm, 3, 33, true, WindowAdvance.Steps, 2)]
    [InlineData(Cell.HmLstm, 4, 16, true, WindowAdvance.Boundaries, 3)]
    [InlineData(Cell.HmLstm, 2, 1, false, WindowAdvance.Boundaries, 4)]
    [InlineData(Cell.Lstm, 3, 33, false, WindowAdvance.Steps, 5)]
    public void Step_MatchesTheEquations_RowByRow(Cell cell, int layers, int hidden, bool softFlush, WindowAdvance advance, int seed)
    {
        InkModel model = Model(advance, seed, new() { Cell = cell, Layers = layers, Hidden = hidden, SoftFlush = softFlush });
        var engine = new SimdStepEngine(model);
        var reference = new ReferenceStepEngine(model);
        StepState state = engine.CreateState();
        StepTrace trace = new(layers), expectedTrace = new(layers);
        MixtureDensity next = new(3), expectedNext = new(3);
        PenOffset[] line = RandomModel.Line(Rows, seed);
        var positions = new HashSet<int>();
        for (int row = 0; row < Rows; row++)
        {
            // Ink without a text, then one text and another, and none again.
            string? text = row switch { 20 => "abcab", 70 => "cxb", 110 => "", _ => null };
            if (text is not null)
            {
                engine.SetText(text);
                reference.SetText(text);
            }

            engine.Step(line[row], trace, next);
            reference.Step(line[row], expectedTrace, expectedNext);
            engine.CopyStateTo(state);
            Assert.True(
                reference.NarrowestMargin > 1e-4, $"This seed's z̃ comes within {reference.NarrowestMargin} of 0.5: choose another.");
            Assert.Equal(expectedTrace.Operations, trace.Operations);
            Assert.Equal(expectedTrace.Boundaries, trace.Boundaries);
            for (int index = 0; index < layers * hidden; index++)
                Assert.Equal(reference.Hidden(index / hidden, index % hidden), state.Hiddens[index], 1e-4);
            for (int component = 0; component < state.Kappas.Length; component++)
                Assert.Equal(reference.Kappas[component], state.Kappas[component], 1e-3);
            for (int symbol = 0; symbol < state.Window.Length; symbol++) Assert.Equal(reference.Window[symbol], state.Window[symbol], 1e-3);
            StepAssert.Close(expectedNext.MeansX, next.MeansX);
            Assert.Equal(row is >= 20 and < 110, trace.TextPosition >= 0);
            positions.Add(trace.TextPosition);
        }

        Assert.True(positions.Count > 3, $"{positions.Count} positions");
    }

    [Fact]
    public void WindowWithoutAText_ChangesNothing()
    {
        InkModel with = Model(WindowAdvance.Steps, seed: 6);
        ModelConfig plain = with.Config with { TextWindow = null };
        var without = new InkModel(
            with.Metadata with { Config = plain },
            plain.Tensors().ToDictionary(tensor => tensor.Name, tensor => with.Weights[tensor.Name]));
        PenOffset[] line = RandomModel.Line(Rows, 6);
        Assert.Equal(SequenceLikelihood.Of(new SimdStepEngine(without), line), SequenceLikelihood.Of(new SimdStepEngine(with), line));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void StreamsWithDifferentTexts_GiveTheSameBitsAsSeparateEngines(bool skipping)
    {
        const int streams = 5;
        var model = new PackedModel(Model(WindowAdvance.Boundaries, seed: 7));
        var batch = new SimdStepBatch(model, streams, skipping);
        SimdStepEngine[] engines = [.. Enumerable.Range(0, streams).Select(_ => new SimdStepEngine(model))];
        StepTrace[] traces = [.. engines.Select(_ => new StepTrace(3))];
        MixtureDensity[] next = [.. engines.Select(_ => new MixtureDensity(3))];
        StepState state = batch.CreateState(), expected = batch.CreateState();
        StepTrace trace = new(3);
        MixtureDensity density = new(3);
        int[] all = [.. Enumerable.Range(0, streams)];
        PenOffset[][] lines = [.. all.Select(stream => RandomModel.Line(Rows, stream))];
        for (int row = 0; row < Rows; row++)
        {
            for (int stream = 1; stream < streams; stream++)
            {
                if (row != 7 * stream) continue;
                batch.SetText(stream, "abacab"[stream..]);
                engines[stream].SetText("abacab"[stream..]);
            }

            batch.Step(all, [.. lines.Select(line => line[row])], traces, next);
            foreach (int stream in all)
            {
                engines[stream].Step(lines[stream][row], trace, density);
                batch.CopyStateTo(stream, state);
                engines[stream].CopyStateTo(expected);
                StepAssert.Same(trace, traces[stream]);
                StepAssert.Same(expected, state);
                StepAssert.Same(density, next[stream]);
            }
        }
    }

    [Fact]
    public void StateCopiedInTheMiddleOfAText_ContinuesWithTheSameBits()
    {
        InkModel model = Model(WindowAdvance.Steps, seed: 8);
        SimdStepEngine engine = new(model), other = new(model);
        StepState fork = engine.CreateState(), end = engine.CreateState(), otherEnd = engine.CreateState();
        PenOffset[] line = RandomModel.Line(Rows, 8);
        StepTrace trace = new(3), otherTrace = new(3);
        MixtureDensity next = new(3), otherNext = new(3);
        engine.SetText("abcabca");
        foreach (PenOffset row in line[..40]) engine.Step(row, trace, next);
        engine.CopyStateTo(fork);

        other.SetText("c");
        other.Restore(fork);
        other.Predict(otherNext);
        StepAssert.Same(next, otherNext);
        foreach (PenOffset row in line[40..60])
        {
            engine.Step(row, trace, next);
            other.Step(row, otherTrace, otherNext);
            StepAssert.Same(trace, otherTrace);
        }

        engine.CopyStateTo(end);
        other.CopyStateTo(otherEnd);
        StepAssert.Same(end, otherEnd);
    }

    [Fact]
    public void StateWithoutAWindow_HasNoText()
    {
        InkModel model = Model(WindowAdvance.Steps, seed: 9);
        var engine = new SimdStepEngine(model);
        StepTrace trace = new(3);
        MixtureDensity next = new(3);
        engine.SetText("abc");
        engine.Step(new(10, 0, false), trace, next);

        engine.Restore(new StepState(model.Config with { TextWindow = null }));
        engine.Step(new(10, 0, false), trace, next);

        Assert.Equal(-1, trace.TextPosition);
    }

    [Fact]
    public void ModelWithoutAWindow_RefusesAText_SayingWhatIsNeeded()
    {
        var engine = new SimdStepEngine(RandomModel.Create(RandomModel.SmallConfig, seed: 1));
        Assert.Contains("trainer train --text", Assert.Throws<NotSupportedException>(() => engine.SetText("abc")).Message);
    }

    private static InkModel Model(WindowAdvance advance, int seed, ModelConfig? config = null)
    {
        InkModel model = RandomModel.Create(
            (config ?? new() { Hidden = 9 }) with
            {
                Embedding = 13,
                OutputEmbedding = 11,
                Components = 3,
                TextWindow = new() { Alphabet = "abc\ufffd", Components = 2, Advance = advance, BoundaryRate = 0.5f },
            },
            seed,
            gain: 1.5);
        // The window moves through the text fast enough.
        for (int component = 0; component < 2; component++) model.Weights["window.bias"][4 + component] = 2.5f;
        return model;
    }
}
