namespace HmRnnInk.Torch.Tests;

/// <summary>A model of characters: what it reads and predicts, with every recurrence.</summary>
public sealed class CharacterModelTests
{
    private const string Text = "to be or not to be, that is the question.";

    private static readonly ModelConfig Config = new()
    {
        Layers = 3,
        Hidden = 9,
        Embedding = 5,
        OutputEmbedding = 8,
        Alphabet = CharacterAlphabet.Of(Text).Symbols,
    };

    [Theory]
    [InlineData(Cell.HmLstm, RecurrenceImplementation.Fused)]
    [InlineData(Cell.HmLstm, RecurrenceImplementation.Scripted)]
    [InlineData(Cell.Lstm, RecurrenceImplementation.Fused)]
    [InlineData(Cell.Lstm, RecurrenceImplementation.Scripted)]
    public void LikelihoodAndGradient_EqualThoseOfTheEagerModel(Cell cell, RecurrenceImplementation implementation)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor expected, Tensor expectedGradient) = Run(Config with { Cell = cell }, RecurrenceImplementation.Eager);
        (Tensor actual, Tensor actualGradient) = Run(Config with { Cell = cell }, implementation);
        TensorAssert.Close(expected, actual, 1e-5, "log-likelihood");
        TensorAssert.Close(expectedGradient, actualGradient, 1e-4, "gradient");
        Assert.True(expectedGradient.norm().item<float>() > 0);
    }

    [Fact]
    public void Likelihoods_OfAllCharactersOfTheAlphabet_SumToOne()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = new SeededTensors(1).Normal(3, 2, 7);
        double[] sums = new double[6];
        for (int symbol = 0; symbol < 7; symbol++)
        {
            Tensor logLikelihoods = HandwritingModel.LogLikelihoodOfCharacters(logits, full([3, 2], symbol, ScalarType.Int64));
            float[] likelihoods = logLikelihoods.exp().flatten().data<float>().ToArray();
            for (int index = 0; index < 6; index++) sums[index] += likelihoods[index];
        }

        Assert.All(sums, sum => Assert.Equal(1, sum, 1e-5));
    }

    [Fact]
    public void Batch_PredictsEachCharacterOnce_StreamAfterStream()
    {
        using DisposeScope scope = NewDisposeScope();
        var alphabet = new CharacterAlphabet(Config.Alphabet!);
        LineBatch batch = TextBatch.Create(Text, alphabet, streams: 3, CPU);
        Assert.Equal((14, Text.Length - 1), (batch.Steps, batch.Points));
        Assert.Equal(Text[..^1], Read(batch.Rows));
        Assert.Equal(Text[1..], Read(batch.Targets));

        LineBatch part = batch.Slice(12, 2);
        Assert.Equal((Text[12..14] + Text[26..28], 4), (Read(part.Rows), part.Points));

        string Read(Tensor symbols)
        {
            Tensor mask = symbols.shape[0] == batch.Steps ? batch.Mask : batch.Mask.narrow(0, 12, 2);
            long[] read = symbols.t().flatten().data<long>().ToArray();
            float[] valid = mask.t().flatten().data<float>().ToArray();
            return string.Concat(read.Zip(valid).Where(pair => pair.Second == 1).Select(pair => alphabet.Symbols[(int)pair.First]));
        }
    }

    [Fact]
    public void Evaluation_OfAModelOfZeros_FindsAllCharactersEquallyLikely()
    {
        using ParameterVector parameters = ParameterVector.Initialise(Config, 1, CPU);
        using var model = new HandwritingModel(Config, parameters, Recurrences.For(Config));
        using (no_grad()) parameters.Values.zero_();
        EvaluationResult result = Evaluator.Evaluate(model, Text, slope: 1);
        Assert.Equal(Math.Log2(Config.Alphabet!.Length), result.BitsPerCharacter, 1e-5);
        Assert.Equal(Text.Length - 1, result.Points);
    }

    [Theory]
    [InlineData(Cell.HmLstm, false)]
    [InlineData(Cell.HmLstm, true)]
    [InlineData(Cell.Lstm, false)]
    public void StepEngine_AgreesWithTheTorchModel_AndSkippingChangesNoBit(Cell cell, bool softFlush)
    {
        using DisposeScope scope = NewDisposeScope();
        ModelConfig config = Config with { Cell = cell, SoftFlush = softFlush };
        using ParameterVector parameters = Random(config);
        using var network = new HandwritingModel(config, parameters, Recurrences.For(config));
        PackedModel packed = Packed(config, parameters);

        CharacterTrace trace = CharacterTrace.Of(new SimdStepEngine(packed), Text);
        CharacterTrace unskipped = CharacterTrace.Of(new SimdStepEngine(packed, skipping: false), Text);
        Assert.Equal(trace.Nats, unskipped.Nats);
        Assert.Equal(trace.Operations, unskipped.Operations);

        LineBatch batch = TextBatch.Create(Text, new(config.Alphabet!), streams: 1, CPU);
        using var noGradient = no_grad();
        (Tensor head, RecurrentOutput output) = network.Forward(batch.Rows, RecurrentState.Zero(config, 1, CPU), slope: 1);
        float[] expected = network.LogLikelihood(head, batch.Targets, 0).flatten().data<float>().ToArray();
        for (int row = 0; row < expected.Length; row++) Assert.Equal(expected[row], trace.Nats[row + 1], 1e-3);
        for (int layer = 0; layer < output.Boundaries.Length; layer++)
        {
            bool[] fired = [.. output.Boundaries[layer].flatten().data<float>().ToArray().Select(z => z == 1)];
            Assert.Contains(true, fired);
            Assert.Equal(fired, trace.Boundaries[layer][..^1]);
        }
    }

    [Fact]
    public void StepEvaluator_AgreesWithEvaluator()
    {
        using ParameterVector parameters = Random(Config);
        using var network = new HandwritingModel(Config, parameters, Recurrences.For(Config));
        // Only one character is predicted, because Evaluator divides a longer text into streams and StepEvaluator does not.
        EvaluationResult expected = Evaluator.Evaluate(network, Text[..2], slope: 1);
        EvaluationResult actual = StepEvaluator.Evaluate(Packed(Config, parameters), Text[..2]);
        Assert.Equal(expected.BitsPerCharacter, actual.BitsPerCharacter, 1e-4);
        Assert.Equal(expected.BoundaryRates, actual.BoundaryRates);
        Assert.Equal(expected.UpdateShares, actual.UpdateShares);
        Assert.Equal(expected.CopyShares, actual.CopyShares);
    }

    [Fact]
    public void NestedRules_MarkTheEndsOfSegments_InATextAndInItsBatch()
    {
        using DisposeScope scope = NewDisposeScope();
        const string sentences = "I am. So it is! ";
        bool[][] fires = CharacterRule.Nested(["every-5", "sentence-end"], sentences);
        Assert.Equal(["....xx...x....xx", ".....x.........x"], fires.Select(Marks));
        LineBatch batch = TextBatch.Create(sentences, CharacterAlphabet.Of(sentences), streams: 3, CPU, ["every-5", "sentence-end"]);
        IEnumerable<float[]> rows = batch.Boundaries.Select(layer => layer.t().flatten().data<float>().ToArray());
        Assert.Equal(["....xx...x....x", ".....x........."], rows.Select(layer => Marks([.. layer.Select(z => z == 1)])));
        Assert.Equal(2, batch.Slice(1, 2).Boundaries.Length);

        static string Marks(bool[] rows) => string.Concat(rows.Select(here => here ? 'x' : '.'));
    }

    [Fact]
    public void RandomRule_FiresAtTheSameCharactersEachTime()
    {
        bool[] fires = CharacterRule.Find("random-3")!(Text);
        Assert.Contains(true, fires);
        Assert.Equal(fires, CharacterRule.Find("random-3")!(Text));
    }

    [Fact]
    public void RuleForInk_IsNotARuleForTexts() => Assert.Null(CharacterRule.Find("pen-up"));

    private static ParameterVector Random(ModelConfig config)
    {
        ParameterVector parameters = ParameterVector.Initialise(config, 3, CPU);
        using (no_grad()) parameters.Values.mul_(3); // so that detectors sometimes fire
        return parameters;
    }

    private static PackedModel Packed(ModelConfig config, ParameterVector parameters) =>
        new(new InkModel(new() { Config = config, Normalisation = TextBatch.NoNormalisation }, parameters.ToWeights()));

    private static (Tensor Likelihood, Tensor Gradient) Run(ModelConfig config, RecurrenceImplementation implementation)
    {
        using ParameterVector parameters = Random(config);
        using var model = new HandwritingModel(config, parameters, Recurrences.For(config, CPU, implementation));
        LineBatch batch = TextBatch.Create(Text, new(config.Alphabet!), streams: 2, CPU);
        (Tensor head, RecurrentOutput output) = model.Forward(batch.Rows, RecurrentState.Zero(config, 2, CPU), slope: 1);
        Tensor likelihood = model.LogLikelihood(head, batch.Targets, 0) * batch.Mask;
        likelihood.sum().backward();
        if (config.Cell == Cell.HmLstm) Assert.InRange(output.Boundaries[0].mean().item<float>(), 0.1f, 0.9f);
        return (likelihood.detach(), parameters.Values.grad!.clone());
    }
}
