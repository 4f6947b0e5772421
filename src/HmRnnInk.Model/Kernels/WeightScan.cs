using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HmRnnInk.Model.Kernels;

/// <summary>
/// Operations on every weight of a file while it loads. They use four lanes on every machine: loading is done once, and the JIT would need
/// more time for wider vectors than they save. TensorPrimitives is not used for the same reason: the JIT needs a tenth of a second for it.
/// </summary>
internal static unsafe class WeightScan
{
    private const uint SingleExponent = 0x7F80_0000, HalfExponent = 0x7C00;

    /// <summary>2^112, where 112 is the difference between the exponent biases of the two formats.</summary>
    private const float ExponentShift = 5192296858534827628530496329220096f;

    /// <returns>The maximum of |value|, or 0 if there are no values. The values must be finite.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float MaximumMagnitude(float* values, int count)
    {
        Vector128<float> maxima = Vector128<float>.Zero;
        int index = 0;
        for (; index <= count - 4; index += 4) maxima = Vector128.Max(maxima, Vector128.Abs(Vector128.Load(values + index)));
        float maximum = Math.Max(Math.Max(maxima[0], maxima[1]), Math.Max(maxima[2], maxima[3]));
        for (; index < count; index++) maximum = Math.Max(maximum, Math.Abs(values[index]));
        return maximum;
    }

    /// <returns>Index of the first NaN or infinity, or null if every value is finite.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int? FirstNonFinite(ReadOnlySpan<float> values)
    {
        fixed (float* start = values)
        {
            var bits = (uint*)start;
            Vector128<uint> exponent = Vector128.Create(SingleExponent);
            int index = 0;
            for (; index <= values.Length - 4; index += 4)
                if (Vector128.EqualsAny(Vector128.Load(bits + index) & exponent, exponent)) break;
            for (; index < values.Length; index++)
                if ((bits[index] & SingleExponent) == SingleExponent) return index;
            return null;
        }
    }

    /// <summary>Converts float16 to float32, exactly.</summary>
    /// <remarks>
    /// The bits of exponent and fraction are moved to their places in float32, where the exponent is 112 too small. A multiplication
    /// corrects it, for subnormal numbers too, but not for infinities and NaN. If there are any, the values are converted again one by one.
    /// A valid model has none.
    /// </remarks>
    /// <param name="single">As long as <paramref name="half"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Widen(ReadOnlySpan<ushort> half, Span<float> single)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(single.Length, half.Length);
        fixed (ushort* source = half)
        fixed (float* target = single)
        {
            Vector128<uint> special = Vector128<uint>.Zero, exponent = Vector128.Create(HalfExponent);
            int index = 0;
            for (; index <= half.Length - 8; index += 8)
            {
                (Vector128<uint> lower, Vector128<uint> upper) = Vector128.Widen(Vector128.Load(source + index));
                special |= Vector128.Equals(lower & exponent, exponent) | Vector128.Equals(upper & exponent, exponent);
                Widen(lower).Store(target + index);
                Widen(upper).Store(target + index + 4);
            }

            bool isSpecial = special != Vector128<uint>.Zero;
            for (int rest = isSpecial ? 0 : index; rest < half.Length; rest++)
                target[rest] = (float)BitConverter.UInt16BitsToHalf(source[rest]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Widen(Vector128<uint> half)
    {
        Vector128<uint> sign = (half & Vector128.Create(0x8000u)) << 16;
        Vector128<float> magnitude = ((half & Vector128.Create(0x7FFFu)) << 13).AsSingle() * Vector128.Create(ExponentShift);
        return (magnitude.AsUInt32() | sign).AsSingle();
    }
}
