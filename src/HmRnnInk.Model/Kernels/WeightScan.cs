using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HmRnnInk.Model.Kernels;

/// <summary>
/// What loading does to every weight of a file. Four at a time on every machine: it is done once, so that a wider vector would take the JIT
/// longer than it saves; for the same reason TensorPrimitives, whose generic methods take it a tenth of a second, are not used.
/// </summary>
internal static unsafe class WeightScan
{
    private const uint SingleExponent = 0x7F80_0000, HalfExponent = 0x7C00;

    /// <summary>2^112: the difference of the two formats' exponent biases.</summary>
    private const float ExponentShift = 5192296858534827628530496329220096f;

    /// <returns>The greatest |value|; 0 of none. The values are finite.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float GreatestMagnitude(float* values, int count)
    {
        Vector128<float> greatest = Vector128<float>.Zero;
        int index = 0;
        for (; index <= count - 4; index += 4) greatest = Vector128.Max(greatest, Vector128.Abs(Vector128.Load(values + index)));
        float most = Math.Max(Math.Max(greatest[0], greatest[1]), Math.Max(greatest[2], greatest[3]));
        for (; index < count; index++) most = Math.Max(most, Math.Abs(values[index]));
        return most;
    }

    /// <returns>Index of the first NaN or infinity; null where every value is finite.</returns>
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

    /// <summary>Float16 to float32, exactly.</summary>
    /// <remarks>
    /// Exponent and fraction keep their order in the wider number, with an exponent that is 112 too small, which a multiplication mends, for
    /// numbers below the normal ones as well. It takes infinities and NaN for numbers, which are put right afterwards: there are none in a
    /// model.
    /// </remarks>
    /// <param name="single">As many.</param>
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
            for (int rest = isSpecial ? 0 : index; rest < half.Length; rest++) target[rest] = (float)BitConverter.UInt16BitsToHalf(source[rest]);
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
