using System.Runtime.CompilerServices;

namespace HmRnnInk.Model.Kernels;

/// <summary>tanh and the logistic function, with an absolute error below 1e-6 everywhere. NaN stays NaN.</summary>
internal static class Activations<TVector, TLanes>
    where TVector : unmanaged
    where TLanes : ILanes<TVector>
{
    /// <summary>tanh as a quotient of an odd polynomial of degree 13 and an even one of degree 6 (Eigen's coefficients).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh(TVector value)
    {
        const float saturation = 7.90531110763549805f; // where tanh rounds to ±1 in float32
        TVector x = TLanes.Minimum(TLanes.Broadcast(saturation), TLanes.Maximum(TLanes.Broadcast(-saturation), value));
        TVector square = TLanes.Multiply(x, x);
        TVector odd = Horner(square, TLanes.Broadcast(-2.76076847742355e-16f), 2.00018790482477e-13f);
        odd = Horner(square, odd, -8.60467152213735e-11f);
        odd = Horner(square, odd, 5.12229709037114e-08f);
        odd = Horner(square, odd, 1.48572235717979e-05f);
        odd = Horner(square, odd, 6.37261928875436e-04f);
        odd = Horner(square, odd, 4.89352455891786e-03f);
        TVector even = Horner(square, TLanes.Broadcast(1.19825839466702e-06f), 1.18534705686654e-04f);
        even = Horner(square, even, 2.26843463243900e-03f);
        even = Horner(square, even, 4.89352518554385e-03f);
        return TLanes.Divide(TLanes.Multiply(x, odd), even);
    }

    /// <summary>1 / (1 + e^−x), as (1 + tanh(x/2)) / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid(TVector value)
    {
        TVector half = TLanes.Broadcast(0.5f);
        return TLanes.MultiplyAdd(half, Tanh(TLanes.Multiply(half, value)), half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Horner(TVector square, TVector higher, float coefficient) =>
        TLanes.MultiplyAdd(square, higher, TLanes.Broadcast(coefficient));
}
