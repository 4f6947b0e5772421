using System.Runtime.CompilerServices;
using HmRnnInk.Model.Kernels;

namespace HmRnnInk.Torch.Fused;

/// <inheritdoc/>
internal sealed unsafe class LaneTrainingKernels<TVector, TLanes> : TrainingKernels
    where TVector : unmanaged
    where TLanes : ILanes<TVector>
{
    public override int PanelWidth => 2 * TLanes.Count;

    public override void Multiply(in PanelPair panel, float** inputs, nint step, float** outputs, int rows, bool add) =>
        PairProduct<TVector, TLanes, SinglePanels<TVector, TLanes>>.Multiply(in panel, inputs, step, outputs, rows, add);

    public override void Activate(float* gates, float* bias, int width)
    {
        for (int index = 0; index < 3 * width; index += TLanes.Count)
            TLanes.Store(Sigmoid(TLanes.Add(TLanes.Load(gates + index), TLanes.Load(bias + index))), gates + index);
        for (int index = 3 * width; index < 4 * width; index += TLanes.Count)
            TLanes.Store(Tanh(TLanes.Add(TLanes.Load(gates + index), TLanes.Load(bias + index))), gates + index);
    }

    public override void Activate(float* gates, float* first, float* second, float* third, float* bias, int width)
    {
        for (int index = 0; index < 4 * width; index += TLanes.Count)
        {
            TVector sum = TLanes.Add(TLanes.Add(TLanes.Load(first + index), TLanes.Load(second + index)), TLanes.Load(bias + index));
            if (third is not null) sum = TLanes.Add(sum, TLanes.Load(third + index));
            TLanes.Store(index < 3 * width ? Sigmoid(sum) : Tanh(sum), gates + index);
        }
    }

    public override void ComputeState(
        float* gates, float* mask, float* cell, float* nextCell, float* nextHidden, int width, bool usesForgetGate)
    {
        for (int index = 0; index < width; index += TLanes.Count)
        {
            TVector next = NextCell(gates + index, mask, TLanes.Load(cell + index), index, width, usesForgetGate);
            TLanes.Store(next, nextCell + index);
            TLanes.Store(TLanes.Multiply(TLanes.Load(gates + index + (2 * width)), Tanh(next)), nextHidden + index);
        }
    }

    public override void ComputeStateBackward(
        float* gates, float* mask, float* cell, float* nextCell, float* hiddenGradient, float* cellGradient, int width, bool usesForgetGate)
    {
        TVector one = TLanes.Broadcast(1);
        for (int index = 0; index < width; index += TLanes.Count)
        {
            float* gate = gates + index;
            TVector f = TLanes.Load(gate), i = TLanes.Load(gate + width);
            TVector o = TLanes.Load(gate + (2 * width)), g = TLanes.Load(gate + (3 * width));
            TVector before = TLanes.Load(cell + index), tanhNext = Tanh(TLanes.Load(nextCell + index));
            TVector dh = TLanes.Load(hiddenGradient + index);
            TVector dc = TLanes.MultiplyAdd(
                TLanes.Multiply(dh, o), TLanes.Subtract(one, TLanes.Multiply(tanhNext, tanhNext)), TLanes.Load(cellGradient + index));
            TVector ofCandidate = TLanes.Multiply(dc, Mask(mask, index));

            TLanes.Store(usesForgetGate ? Product(dc, before, f, TLanes.Subtract(one, f)) : default, gate);
            TLanes.Store(Product(ofCandidate, g, i, TLanes.Subtract(one, i)), gate + width);
            TLanes.Store(Product(dh, tanhNext, o, TLanes.Subtract(one, o)), gate + (2 * width));
            TLanes.Store(TLanes.Multiply(TLanes.Multiply(ofCandidate, i), TLanes.Subtract(one, TLanes.Multiply(g, g))), gate + (3 * width));
            TLanes.Store(usesForgetGate ? TLanes.Multiply(dc, f) : default, cellGradient + index);
        }
    }

    public override float LossDifference(
        float* gates, float* mask, float* cell, float* hidden, float* hiddenGradient, float* cellGradient, int width, bool usesForgetGate)
    {
        TVector sum = default;
        for (int index = 0; index < width; index += TLanes.Count)
        {
            TVector before = TLanes.Load(cell + index), next = NextCell(gates + index, mask, before, index, width, usesForgetGate);
            TVector nextHidden = TLanes.Multiply(TLanes.Load(gates + index + (2 * width)), Tanh(next));
            sum = TLanes.MultiplyAdd(TLanes.Load(cellGradient + index), TLanes.Subtract(next, before), sum);
            sum = TLanes.MultiplyAdd(TLanes.Load(hiddenGradient + index), TLanes.Subtract(nextHidden, TLanes.Load(hidden + index)), sum);
        }

        return TLanes.Sum(sum);
    }

    public override void ReluBackward(float* gradient, float* values, int length)
    {
        for (int index = 0; index < length; index += TLanes.Count)
            TLanes.Store(TLanes.WherePositive(TLanes.Load(values + index), TLanes.Load(gradient + index)), gradient + index);
    }

    public override float Dot(float* left, float* right, int length)
    {
        TVector sums = default;
        int index = 0;
        for (; index <= length - TLanes.Count; index += TLanes.Count)
            sums = TLanes.MultiplyAdd(TLanes.Load(left + index), TLanes.Load(right + index), sums);
        float sum = TLanes.Sum(sums);
        for (; index < length; index++) sum += left[index] * right[index];
        return sum;
    }

    /// <summary>c = i⊙g, plus f⊙c' with the forget gate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector NextCell(float* gate, float* mask, TVector before, int index, int width, bool usesForgetGate)
    {
        TVector candidate = TLanes.Multiply(TLanes.Multiply(TLanes.Load(gate + width), TLanes.Load(gate + (3 * width))), Mask(mask, index));
        return usesForgetGate ? TLanes.MultiplyAdd(TLanes.Load(gate), before, candidate) : candidate;
    }

    // Multiplying by 1 changes no bit, so rows with and without a mask use the same code.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Mask(float* mask, int index) => mask is null ? TLanes.Broadcast(1) : TLanes.Load(mask + index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Product(TVector first, TVector second, TVector third, TVector fourth) =>
        TLanes.Multiply(TLanes.Multiply(TLanes.Multiply(first, second), third), fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Sigmoid(TVector value) => Activations<TVector, TLanes>.Sigmoid(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Tanh(TVector value) => Activations<TVector, TLanes>.Tanh(value);
}
