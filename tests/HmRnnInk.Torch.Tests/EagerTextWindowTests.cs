namespace HmRnnInk.Torch.Tests;

public sealed class EagerTextWindowTests
{
    public static TheoryData<Cell, WindowAdvance> Windows => new()
    {
        { Cell.HmLstm, WindowAdvance.Steps }, { Cell.HmLstm, WindowAdvance.Boundaries }, { Cell.Lstm, WindowAdvance.Steps },
    };

    [Fact]
    public void Window_FollowsTheEquations()
    {
        using DisposeScope scope = NewDisposeScope();
        using var noGradient = no_grad();
        ModelConfig config = Config(Cell.Lstm, WindowAdvance.Steps) with
        {
            Layers = 2,
            TextWindow = new() { Alphabet = "ab\ufffd", Components = 1 },
        };
        Dictionary<string, Tensor> weights = config.Tensors().ToDictionary(
            tensor => tensor.Name, tensor => zeros([.. tensor.Shape.Select(size => (long)size)]));
        weights["window.bias"].copy_(tensor([1f, 0.5f, 30f]));
        LineTexts texts = Texts([[0, 1, 0]], visible: [[0], [1], [1]]);

        RecurrentOutput output =
            new EagerLstm(config).Forward(weights, zeros(3, 1, 2), RecurrentState.Zero(config, 1, CPU), 1, texts: texts);

        double alpha = Math.Log(1 + Math.E), beta = Math.Log(1 + Math.Exp(0.5));
        double step = 30.0 / TextWindow.PointsPerCharacter; // softplus(30) is 30
        for (int time = 0; time < 3; time++)
        {
            double Density(double position) => time == 0 ? 0 : alpha * Math.Exp(-Math.Pow((step * time) - position, 2) / beta);
            Assert.Equal(Density(0) + Density(2), output.TextVector![time, 0, 0].ToDouble(), 1e-6);
            Assert.Equal(Density(1), output.TextVector[time, 0, 1].ToDouble(), 1e-6);
            Assert.Equal(0, output.TextVector[time, 0, 2].ToDouble());
        }

        Assert.Equal(2 * step, output.State.Kappas!.item<float>(), 1e-5);
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void SingleSteps_EqualTheWholeSequence(Cell cell, WindowAdvance advance)
    {
        using DisposeScope scope = NewDisposeScope();
        ModelConfig config = Config(cell, advance);
        var example = RecurrenceExample.Random(config, time: 20, batch: 5, seed: 2);
        IRecurrence eager = Recurrences.For(config, CPU, RecurrenceImplementation.Eager);

        RecurrentOutput whole = example.Forward(eager, 1.5f);
        RecurrentOutput[] steps = example.ForwardStepByStep(eager, 1.5f);

        for (int layer = 0; layer < config.Layers; layer++)
            TensorAssert.Close(whole.Hidden[layer], cat([.. steps.Select(step => step.Hidden[layer])]), 1e-5, $"hidden {layer}");
        TensorAssert.Close(whole.TextVector!, cat([.. steps.Select(step => step.TextVector!)]), 1e-5, "w");
        TensorAssert.Close(whole.State.Kappas!, steps[^1].State.Kappas!, 1e-5, "κ");
        Assert.NotEqual(0, whole.TextVector!.abs().sum().ToDouble());
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void LineWithoutAText_IsUnaffectedByTheTextsOfOthers_AndKeepsItsPosition(Cell cell, WindowAdvance advance)
    {
        using DisposeScope scope = NewDisposeScope();
        using var noGradient = no_grad();
        ModelConfig config = Config(cell, advance);
        Dictionary<string, Tensor> weights = RecurrenceExample.Random(config, time: 6, batch: 2, seed: 4).Leaves();
        Tensor embedded = new SeededTensors(5).Normal(6, 2, config.Embedding);
        RecurrentState state = RecurrentState.Zero(config, 2, CPU);
        LineTexts second = Texts([[0, 1, 2], [1, 0, 1]], [.. Enumerable.Repeat<float[]>([0, 1], 6)]);
        IRecurrence eager = Recurrences.For(config, CPU, RecurrenceImplementation.Eager);

        RecurrentOutput without = eager.Forward(weights, embedded, state, 1.5f);
        RecurrentOutput with = eager.Forward(weights, embedded, state, 1.5f, texts: second);

        Assert.Null(without.TextVector);
        Assert.Equal(0, without.State.Kappas!.abs().sum().ToDouble());
        Assert.Equal(0, with.State.Kappas![0].abs().sum().ToDouble());
        TensorAssert.Close(without.Hidden[^1].narrow(1, 0, 1), with.Hidden[^1].narrow(1, 0, 1), 1e-6, "the line without a text");
        Assert.True((without.Hidden[0][5, 1] - with.Hidden[0][5, 1]).norm().ToDouble() > 0.01);
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void ClearBoundaries_GiveTheGradientOfFiniteDifferences(Cell cell, WindowAdvance advance)
    {
        using DisposeScope scope = NewDisposeScope();
        ModelConfig config = Config(cell, advance) with { Hidden = 3 };
        var random = new SeededTensors(5, ScalarType.Float64);
        (string Name, int[] Shape)[] layers =
            [.. config.Tensors().Where(tensor => tensor.Name.StartsWith("layers.") || tensor.Name.StartsWith("window."))];
        Tensor[] weights = [.. layers.Select(layer => random.Normal(layer.Shape))];
        for (int index = 0; index < layers.Length; index++)
        {
            // So far from the threshold that a detector passes no gradient, and that the finite differences do not move it across.
            if (cell == Cell.HmLstm && layers[index].Name is "layers.0.bias" or "layers.1.bias") weights[index][4 * config.Hidden] = 100;
            if (layers[index].Name == "window.bias") weights[index].narrow(0, 4, 2).add_(5); // κ moves by about a character in four steps
        }

        Tensor embedded = random.Normal(4, 2, config.Embedding), ofTextVector = random.Normal(4, 2, 3);
        Tensor[] ofHidden = [.. Enumerable.Range(0, 3).Select(_ => random.Normal(4, 2, config.Hidden))];
        RecurrentState state = RecurrentState.Zero(config, 2, CPU).Select(values => values.to_type(ScalarType.Float64));
        LineTexts texts = Texts([[0, 1, 0], [2, 1, 0]], visible: [[0, 1], [1, 1], [1, 1], [1, 1]]);
        IRecurrence eager = Recurrences.For(config, CPU, RecurrenceImplementation.Eager);

        FiniteDifferences.AssertGradients([.. weights, embedded], inputs =>
        {
            Dictionary<string, Tensor> named = layers.Select((layer, index) => (layer.Name, inputs[index])).ToDictionary();
            RecurrentOutput output = eager.Forward(named, inputs[^1], state, 1, texts: texts);
            return output.Hidden.Zip(ofHidden, (hidden, weight) => (hidden * weight).sum()).Aggregate((one, other) => one + other)
                + (output.TextVector! * ofTextVector).sum();
        });
    }

    [Fact]
    public void BoundaryThatDoesNotFire_HasTheGradientOfTheStepThatItWouldTake()
    {
        using DisposeScope scope = NewDisposeScope();
        const float slope = 0.2f;
        ModelConfig config = Config(Cell.HmLstm, WindowAdvance.Boundaries) with { Layers = 2 };
        Dictionary<string, Tensor> weights = config.Tensors().ToDictionary(
            tensor => tensor.Name, tensor => zeros([.. tensor.Shape.Select(size => (long)size)]));
        Tensor detector = zeros(1);
        LineTexts texts = Texts([[0, 1, 2]], visible: [[1]]);

        Tensor silent = detector.fill_(-0.1f).clone().requires_grad_(true);
        RecurrentOutput output = Run(silent);
        output.State.Kappas!.sum().backward();

        Assert.Equal(0, output.State.Kappas!.sum().item<float>());
        float step = Run(detector.fill_(0.1f)).State.Kappas!.sum().item<float>();
        Assert.Equal(2 * Math.Log(2) * config.TextWindow!.AdvanceScale, step, 1e-6); // softplus(0) of two Gaussians
        Assert.Equal(step, silent.grad!.item<float>() / (slope / 2), 1e-6);

        RecurrentOutput Run(Tensor bias)
        {
            weights["layers.0.bias"] = cat([zeros(4 * config.Hidden), bias]);
            return new EagerHmLstm(config).Forward(
                weights, zeros(1, 1, config.Embedding), RecurrentState.Zero(config, 1, CPU), slope, texts: texts);
        }
    }

    private static ModelConfig Config(Cell cell, WindowAdvance advance) => new()
    {
        Cell = cell,
        Layers = 3,
        Hidden = 6,
        Embedding = 2,
        TextWindow = new() { Alphabet = "ab\ufffd", Components = 2, Advance = advance, BoundaryRate = 0.5f },
    };

    private static LineTexts Texts(long[][] symbols, float[][] visible) => new(
        tensor(symbols.SelectMany(line => line).ToArray()).view(symbols.Length, -1),
        ones(symbols.Length, symbols[0].Length),
        tensor(visible.SelectMany(step => step).ToArray()).view(visible.Length, -1));
}
