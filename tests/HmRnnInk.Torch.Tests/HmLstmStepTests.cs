namespace HmRnnInk.Torch.Tests;

/// <summary>One step of one HM-LSTM layer, against the case form of the paper's equations 2 and 3.</summary>
public sealed class HmLstmStepTests
{
    private const int Batch = 3, Width = 5;

    /// <summary>With null for the boundary here at the top layer, and for the one below at the bottom layer.</summary>
    public static TheoryData<bool?, bool?, bool> Boundaries { get; } = new(
        from endedHere in (bool?[])[null, false, true]
        from endedBelow in (bool?[])[null, false, true]
        where endedHere is not null || endedBelow is not null
        from softFlush in (bool[])[false, true]
        select (endedHere, endedBelow, softFlush));

    public static MatrixTheoryData<bool, bool, bool> Combinations { get; } = new([false, true], [false, true], [false, true]);

    [Theory]
    [MemberData(nameof(Boundaries))]
    public void Mix_EqualsTheDefinitionByCases(bool? endedHere, bool? endedBelow, bool softFlush)
    {
        using DisposeScope scope = NewDisposeScope();
        var random = new SeededTensors(1);
        Tensor updating = random.Normal(Batch, Width * 4 + (endedHere is null ? 0 : 1));
        Tensor? flushing = endedHere is null ? null : random.Normal(Batch, (Width * 4) + 1);
        Tensor cell = random.Normal(Batch, Width), hidden = random.Normal(Batch, Width);

        var step = HmLstmStep.Mix(updating, flushing, cell, hidden, Column(endedHere), Column(endedBelow), 1, softFlush);

        bool flushes = endedHere ?? false, updates = endedBelow ?? true;
        Tensor preActivations = flushes ? flushing! : updating;
        for (int line = 0; line < Batch; line++)
        {
            for (int unit = 0; unit < Width; unit++)
            {
                double forget = Sigmoid(At(0)), input = Sigmoid(At(1)), output = Sigmoid(At(2)), candidate = Math.Tanh(At(3));
                double before = cell[line, unit].ToDouble();
                double after = flushes && !softFlush ? input * candidate
                    : flushes || updates ? (forget * before) + (input * candidate)
                    : before;
                double shown = flushes || updates ? output * Math.Tanh(after) : hidden[line, unit].ToDouble();
                Assert.Equal(after, step.CellState[line, unit].ToDouble(), 1e-6);
                Assert.Equal(shown, step.Hidden[line, unit].ToDouble(), 1e-6);

                double At(int gate) => preActivations[line, (gate * Width) + unit].ToDouble();
            }

            if (endedHere is null) continue;
            bool fires = preActivations[line, 4 * Width].ToDouble() > 0 && (flushes || updates);
            Assert.Equal(fires ? 1 : 0, step.Boundary![line, 0].ToDouble());
        }
    }

    [Fact]
    public void Copy_ChangesNoBitOfTheState()
    {
        using DisposeScope scope = NewDisposeScope();
        var random = new SeededTensors(2);
        Tensor cell = random.Normal(Batch, Width), hidden = random.Normal(Batch, Width);

        var step = HmLstmStep.Mix(
            random.Normal(Batch, (Width * 4) + 1), random.Normal(Batch, (Width * 4) + 1),
            cell, hidden, Column(false), Column(false), 1, false);

        TensorAssert.SameBits(cell, step.CellState);
        TensorAssert.SameBits(hidden, step.Hidden);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void HardFlush_ForgetsTheCell(bool endedBelow)
    {
        using DisposeScope scope = NewDisposeScope();
        var random = new SeededTensors(3);
        Tensor preActivations = random.Normal(Batch, (Width * 4) + 1), hidden = random.Normal(Batch, Width);

        var one = Mix(random.Normal(Batch, Width));
        var other = Mix(random.Normal(Batch, Width));

        TensorAssert.SameBits(one.CellState, other.CellState);
        TensorAssert.SameBits(one.Hidden, other.Hidden);

        HmLstmStep Mix(Tensor cell) =>
            HmLstmStep.Mix(preActivations, preActivations, cell, hidden, Column(true), Column(endedBelow), 1, false);
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Mix_HasTheGradientOfFiniteDifferences(bool endedHere, bool endedBelow, bool softFlush)
    {
        using DisposeScope scope = NewDisposeScope();
        var random = new SeededTensors(4, ScalarType.Float64);
        // Unlike a selection, mixing is also differentiable in the boundaries.
        Tensor here = Column(endedHere)!.to_type(ScalarType.Float64), below = Column(endedBelow)!.to_type(ScalarType.Float64);
        Tensor ofCell = random.Normal(Batch, Width), ofHidden = random.Normal(Batch, Width);
        Tensor[] arguments =
        [
            random.Normal(Batch, 4 * Width), random.Normal(Batch, 4 * Width), random.Normal(Batch, Width), random.Normal(Batch, Width),
            here, below,
        ];
        // Far from the threshold the detector is flat, so that the rest is smooth.
        Tensor detector = full(Batch, 1, 10.0, dtype: ScalarType.Float64);

        FiniteDifferences.AssertGradients(arguments, inputs =>
        {
            var step = HmLstmStep.Mix(
                cat([inputs[0], detector], 1), cat([inputs[1], detector], 1), inputs[2], inputs[3], inputs[4], inputs[5], 1, softFlush);
            return (step.CellState * ofCell).sum() + (step.Hidden * ofHidden).sum() + step.Boundary!.sum();
        });
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Boundary_HasTheGradientOfTheDifferenceThatItMakes(bool endedHere, bool endedBelow, bool softFlush)
    {
        using DisposeScope scope = NewDisposeScope();
        var random = new SeededTensors(6);
        Tensor updating = random.Normal(Batch, (Width * 4) + 1), flushing = random.Normal(Batch, (Width * 4) + 1);
        Tensor cell = random.Normal(Batch, Width), hidden = random.Normal(Batch, Width);
        Tensor ofCell = random.Normal(Batch, Width), ofHidden = random.Normal(Batch, Width), ofBoundary = random.Normal(Batch, 1);
        Tensor here = Column(endedHere)!.requires_grad_(true), below = Column(endedBelow)!.requires_grad_(true);

        Loss(here, below).sum().backward();

        TensorAssert.Close(Loss(Column(true)!, below) - Loss(Column(false)!, below), here.grad!, 1e-5, "z");
        TensorAssert.Close(Loss(here, Column(true)!) - Loss(here, Column(false)!), below.grad!, 1e-5, "z of the layer below");

        // A loss that is linear in the step's results, so that only the mixing matters. [batch, 1]
        Tensor Loss(Tensor z, Tensor zBelow)
        {
            var step = HmLstmStep.Mix(updating, flushing, cell, hidden, z, zBelow, 1, softFlush);
            return ((step.CellState * ofCell) + (step.Hidden * ofHidden)).sum(1, keepdim: true) + (step.Boundary! * ofBoundary);
        }
    }

    private static Tensor? Column(bool? value) => value is bool set ? full(Batch, 1, set ? 1f : 0f) : null;

    private static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));
}
