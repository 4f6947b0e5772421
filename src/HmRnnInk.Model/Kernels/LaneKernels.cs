using System.Runtime.CompilerServices;

namespace HmRnnInk.Model.Kernels;

/// <inheritdoc/>
internal sealed unsafe class LaneKernels<TVector, TLanes> : SimdKernels
    where TVector : unmanaged
    where TLanes : ILanes<TVector>
{
    public override int Lanes => TLanes.Count;

    public override PackedMatrix Pack(MatrixRows matrix, WeightFormat format) => format switch
    {
        WeightFormat.Float32 => new PanelMatrix<TVector, TLanes, SinglePanels<TVector, TLanes>>(matrix),
        _ => new PanelMatrix<TVector, TLanes, ShortPanels<TVector, TLanes>>(matrix),
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Renew(float* sums, float* cell, float* hidden, int width, bool remembers)
    {
        for (int unit = 0; unit < width; unit += TLanes.Count)
        {
            float* sum = sums + unit;
            TVector next = TLanes.Multiply(Sigmoid(TLanes.Load(sum + width)), Tanh(TLanes.Load(sum + 3 * width)));
            if (remembers) next = TLanes.MultiplyAdd(Sigmoid(TLanes.Load(sum)), TLanes.Load(cell + unit), next);
            TLanes.Store(next, cell + unit);
            TLanes.Store(TLanes.Multiply(Sigmoid(TLanes.Load(sum + 2 * width)), Tanh(next)), hidden + unit);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Mix(float* sums, float* cell, float* hidden, int width, bool copies, bool remembers)
    {
        TVector copy = TLanes.Broadcast(copies ? 1 : 0), renew = TLanes.Broadcast(copies ? 0 : 1);
        TVector update = TLanes.Broadcast(!copies && remembers ? 1 : 0);
        for (int unit = 0; unit < width; unit += TLanes.Count)
        {
            float* sum = sums + unit;
            TVector fresh = TLanes.Multiply(Sigmoid(TLanes.Load(sum + width)), Tanh(TLanes.Load(sum + 3 * width)));
            TVector kept = TLanes.MultiplyAdd(update, Sigmoid(TLanes.Load(sum)), copy);
            TVector next = TLanes.MultiplyAdd(kept, TLanes.Load(cell + unit), TLanes.Multiply(renew, fresh));
            TLanes.Store(next, cell + unit);
            TVector shown = TLanes.Multiply(Sigmoid(TLanes.Load(sum + 2 * width)), Tanh(next));
            TLanes.Store(TLanes.MultiplyAdd(copy, TLanes.Load(hidden + unit), TLanes.Multiply(renew, shown)), hidden + unit);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float Dot(float* left, float* right, int length)
    {
        TVector sums = default;
        for (int index = 0; index < length; index += TLanes.Count)
            sums = TLanes.MultiplyAdd(TLanes.Load(left + index), TLanes.Load(right + index), sums);
        return TLanes.Sum(sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Scale(float* target, float factor, float* source, int length)
    {
        TVector factors = TLanes.Broadcast(factor);
        for (int index = 0; index < length; index += TLanes.Count)
            TLanes.Store(TLanes.Multiply(factors, TLanes.Load(source + index)), target + index);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddScaled(float* target, float factor, float* source, int length)
    {
        TVector factors = TLanes.Broadcast(factor);
        for (int index = 0; index < length; index += TLanes.Count)
            TLanes.Store(TLanes.MultiplyAdd(factors, TLanes.Load(source + index), TLanes.Load(target + index)), target + index);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Relu(float* values, int length)
    {
        TVector zero = TLanes.Broadcast(0);
        for (int index = 0; index < length; index += TLanes.Count)
            TLanes.Store(TLanes.Maximum(zero, TLanes.Load(values + index)), values + index);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Sigmoid(TVector value) => Activations<TVector, TLanes>.Sigmoid(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Tanh(TVector value) => Activations<TVector, TLanes>.Tanh(value);
}
