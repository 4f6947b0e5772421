using HmRnnInk.Model.Tests;

namespace HmRnnInk.Torch.Tests.Training;

/// <summary>A model with a text window: its texts in training, its new window, and its engines.</summary>
public sealed class TextWindowTrainingTests
{
    private static readonly CharacterAlphabet Alphabet = new(" abcdefghijklmnopqrstuvwxyz\ufffd");

    private static readonly InkLine[] Lines = [.. Enumerable.Range(0, 600).Select(line => new InkLine($"a-{line}", new PenOffset[300]))];

    private static readonly TranscribedLines Texts = new(
        Lines.Where((_, line) => line % 10 > 0)
            .ToDictionary(line => line.Id, line => new TranscribedLine(["one", "two", "three"], [100, 200])),
        [],
        []);

    [Fact]
    public void Draw_HasTheGivenShares_AndCutsAtWordGaps()
    {
        var draw = new TextDraw(Texts, wholeShare: 1.0 / 3, noneShare: 0.2);
        TextCut?[] drawn = [.. Lines.Where((_, line) => line % 10 > 0).Select(line => draw.Of(line, seed: 1, epoch: 2))];

        Assert.Equal(0.2, Share(drawn, cut => cut is null), 0.05);
        Assert.Equal(1.0 / 3, Share(drawn, cut => cut?.Row == 0), 0.05);
        Assert.All(
            drawn.OfType<TextCut>(),
            cut => Assert.Equal(cut.Row switch { 0 => "one two three", 100 => "two three", _ => "three" }, cut.Text));
        Assert.Contains(drawn, cut => cut?.Row == 100);
        Assert.Contains(drawn, cut => cut?.Row == 200);
        Assert.All(Lines.Where((_, line) => line % 10 == 0), line => Assert.Null(draw.Of(line, 1, 2)));
    }

    [Fact]
    public void Draw_IsAFunctionOfSeedAndEpoch()
    {
        var draw = new TextDraw(Texts, wholeShare: 1.0 / 3, noneShare: 0.2);
        TextCut?[] first = Draw(1, 2);
        Assert.Equal(first, Draw(1, 2));
        Assert.NotEqual(first, Draw(1, 3));
        Assert.NotEqual(first, Draw(2, 2));

        TextCut?[] Draw(int seed, int epoch) => [.. Lines.Select(line => draw.Of(line, seed, epoch))];
    }

    [Fact]
    public void LineWithoutClearGaps_IsNotCut()
    {
        var draw = new TextDraw(
            new(Lines.ToDictionary(line => line.Id, _ => new TranscribedLine(["one", "two"], [])), [], []), wholeShare: 0, noneShare: 0.5);
        Assert.All(Lines, line => Assert.True(draw.Of(line, 1, 1) is null or { Row: 0, Text: "one two" }));
        Assert.Contains(Lines, line => draw.Of(line, 1, 1) is not null);
    }

    [Fact]
    public void LineTexts_ShowEachTextFromItsRowOn()
    {
        using DisposeScope scope = NewDisposeScope();
        LineTexts texts = LineTexts.Of([new TextCut(2, "cab"), null, new TextCut(0, "é")], Alphabet, steps: 4, CPU)!;

        Assert.Equal([3, 16], texts.Symbols.shape);
        Assert.Equal([3, 1, 2, 0, 0, 0, 27, 0, 0], texts.Symbols.narrow(1, 0, 3).contiguous().data<long>().ToArray());
        Assert.Equal([1, 1, 1, 0, 0, 0, 1, 0, 0], texts.Mask.narrow(1, 0, 3).contiguous().data<float>().ToArray());
        Assert.Equal(4, texts.Mask.sum().ToDouble());
        Assert.Equal([0, 0, 1, 0, 0, 1, 1, 0, 1, 1, 0, 1], texts.Visible.data<float>().ToArray());
        Assert.Null(LineTexts.Of([null, null], Alphabet, 4, CPU));
    }

    [Theory]
    [InlineData(Cell.HmLstm, WindowAdvance.Steps)]
    [InlineData(Cell.HmLstm, WindowAdvance.Boundaries)]
    [InlineData(Cell.Lstm, WindowAdvance.Steps)]
    public void SimdEngine_GivesALineWithItsTextTheLikelihoodOfTheTorchModel(Cell cell, WindowAdvance advance)
    {
        using DisposeScope scope = NewDisposeScope();
        InkModel model = TextModel(cell, advance);
        InkLine[] lines = [new("a", RandomModel.Line(90, 1)), new("b", RandomModel.Line(70, 2)), new("c", RandomModel.Line(40, 3))];
        Dictionary<string, TextCut> cuts = new() { ["a"] = new(0, "some words"), ["b"] = new(30, "more") };
        using var parameters = ParameterVector.FromWeights(model.Config, model.Weights, CPU);
        using var network = new HandwritingModel(model.Config, parameters, Recurrences.For(model.Config));

        EvaluationResult torchResult = Evaluator.Evaluate(network, lines, model.Metadata.Normalisation, 1.5f, -5, texts: Text);
        EvaluationResult simdResult = StepEvaluator.Evaluate(new PackedModel(model), lines, Text);
        EvaluationResult without = StepEvaluator.Evaluate(new PackedModel(model), lines);

        Assert.Equal(torchResult.NatsPerSequence, simdResult.NatsPerSequence, 1e-3 * Math.Abs(torchResult.NatsPerSequence));
        Assert.Equal(torchResult.BoundaryRates, simdResult.BoundaryRates);
        Assert.True(Math.Abs(simdResult.NatsPerSequence - without.NatsPerSequence) > 0.1, $"{without.NatsPerSequence} without texts");

        TextCut? Text(InkLine line) => cuts.TryGetValue(line.Id, out TextCut cut) ? cut : null;
    }

    [Theory]
    [InlineData(Cell.HmLstm, WindowAdvance.Steps)]
    [InlineData(Cell.HmLstm, WindowAdvance.Boundaries)]
    [InlineData(Cell.Lstm, WindowAdvance.Steps)]
    public void TorchEngine_WritesATextLikeTheSimdEngine_AndRestoresItsStates(Cell cell, WindowAdvance advance)
    {
        InkModel model = TextModel(cell, advance);
        using var torchEngine = new TorchStepEngine(model, CPU);
        var simd = new SimdStepEngine(model);
        StepState state = simd.CreateState(), torchState = torchEngine.CreateState();
        StepTrace trace = new(3), torchTrace = new(3);
        MixtureDensity next = new(4), torchNext = new(4);
        PenOffset[] line = RandomModel.Line(60, 4);
        for (int row = 0; row < 60; row++)
        {
            string? text = row switch { 10 => "abc def", 50 => "", _ => null };
            if (text is not null)
            {
                simd.SetText(text);
                torchEngine.SetText(text);
            }

            if (row == 30) // the state of the other engine
            {
                simd.CopyStateTo(state);
                torchEngine.SetText("other");
                torchEngine.Restore(state);
            }

            simd.Step(line[row], trace, next);
            torchEngine.Step(line[row], torchTrace, torchNext);
            simd.CopyStateTo(state);
            torchEngine.CopyStateTo(torchState);
            Assert.Equal(trace.TextPosition, torchTrace.TextPosition);
            Assert.Equal(row is >= 10 and < 50, trace.TextPosition >= 0);
            Assert.Equal(state.Text, torchState.Text);
            for (int component = 0; component < 3; component++) Assert.Equal(state.Kappas[component], torchState.Kappas[component], 1e-3);
            for (int symbol = 0; symbol < state.Window.Length; symbol++)
                Assert.Equal(state.Window[symbol], torchState.Window[symbol], 1e-3);
            for (int component = 0; component < 4; component++) Assert.Equal(next.MeansX[component], torchNext.MeansX[component], 1e-3);
        }

        torchEngine.Reset();
        torchEngine.Step(line[0], torchTrace, torchNext);
        Assert.Equal(-1, torchTrace.TextPosition);
    }

    [Theory]
    [InlineData(Cell.HmLstm)]
    [InlineData(Cell.Lstm)]
    public void NewTextWindow_DoesNotChangeTheOutputAtFirst_WithOrWithoutAText(Cell cell)
    {
        using DisposeScope scope = NewDisposeScope();
        InkModel with = TextModel(cell, WindowAdvance.Steps);
        ModelConfig plain = with.Config with { TextWindow = null };
        var before = new InkModel(
            with.Metadata with { Config = plain },
            plain.Tensors().ToDictionary(tensor => tensor.Name, tensor => with.Weights[tensor.Name]));
        using var fresh = ParameterVector.Initialise(with.Config, seed: 3, CPU);

        TrainingOrigin after = TrainingOrigin.Of(before).Widen(with.Config, fresh.ToWeights());
        using var parameters = ParameterVector.FromWeights(with.Config, fresh.ToWeights(), CPU);
        using (no_grad()) parameters.Values.copy_(tensor(after.Values));
        Dictionary<string, float[]> weights = parameters.ToWeights();
        var widened = new PackedModel(new InkModel(with.Metadata, weights));

        InkLine[] lines = [new("a", RandomModel.Line(60, 1))];
        double expected = StepEvaluator.Evaluate(new PackedModel(before), lines).NatsPerSequence;
        Assert.Equal(expected, StepEvaluator.Evaluate(widened, lines).NatsPerSequence);
        Assert.Equal(expected, StepEvaluator.Evaluate(widened, lines, _ => new TextCut(0, "words")).NatsPerSequence);
        Assert.Equal(fresh.ToWeights()["window.weight"], weights["window.weight"]);
    }

    [Fact]
    public void NewTextWindow_RestartsTheMoments()
    {
        ModelConfig with = TextModel(Cell.Lstm, WindowAdvance.Steps).Config, plain = with with { TextWindow = null };
        using var old = ParameterVector.Initialise(plain, seed: 1, CPU);
        using var fresh = ParameterVector.Initialise(with, seed: 1, CPU);
        float[] values = old.Values.data<float>().ToArray();

        TrainingOrigin after = new TrainingOrigin(plain, values, values, (values, values), 100).Widen(with, fresh.ToWeights());

        Assert.Null(after.Moments);
        Assert.Equal(0, after.OptimiserSteps);
        Assert.Throws<InvalidDataException>(
            () => after.Widen(with with { TextWindow = with.TextWindow! with { Components = 7 } }, fresh.ToWeights()));
        Assert.Throws<InvalidDataException>(() => after.Widen(plain, old.ToWeights()));
    }

    private static double Share(IReadOnlyCollection<TextCut?> cuts, Func<TextCut?, bool> condition) =>
        cuts.Count(condition) / (double)cuts.Count;

    private static InkModel TextModel(Cell cell, WindowAdvance advance)
    {
        TextWindow window = new() { Alphabet = Alphabet.Symbols, Components = 3, Advance = advance };
        InkModel model = ParityModel.Create(cell, layers: 3, softFlush: false, window);
        model.Weights["window.bias"].AsSpan(6, 3).Fill(2); // the biases of κ, so that the window moves along the text
        return model;
    }
}
