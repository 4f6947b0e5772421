using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// Products of a few rows with one panel of a <see cref="PackedMatrix"/>. Written out for each number of rows, because the compiler keeps
/// sums in registers only as separate variables. Every row sums over k in order, in lanes of its own, so a row's result does not depend
/// on which rows it is computed with: the same bits however a batch is divided.
/// </summary>
internal static unsafe class RowProduct
{
    private const int Lanes = 8;

    /// <summary>Six rows: 12 sums in registers.</summary>
    /// <returns>6.</returns>
    public static int Six(float* panel, int depth, float** inputs, float** outputs, int column, bool add)
    {
        float* a = inputs[0], b = inputs[1], c = inputs[2], d = inputs[3], e = inputs[4], f = inputs[5];
        Vector256<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default;
        Vector256<float> d0 = default, d1 = default, e0 = default, e1 = default, f0 = default, f1 = default;
        for (int k = 0; k < depth; k++, panel += PackedMatrix.PanelWidth)
        {
            Vector256<float> left = Vector256.Load(panel), right = Vector256.Load(panel + Lanes);
            var value = Vector256.Create(a[k]);
            a0 = Vector256.MultiplyAddEstimate(value, left, a0);
            a1 = Vector256.MultiplyAddEstimate(value, right, a1);
            value = Vector256.Create(b[k]);
            b0 = Vector256.MultiplyAddEstimate(value, left, b0);
            b1 = Vector256.MultiplyAddEstimate(value, right, b1);
            value = Vector256.Create(c[k]);
            c0 = Vector256.MultiplyAddEstimate(value, left, c0);
            c1 = Vector256.MultiplyAddEstimate(value, right, c1);
            value = Vector256.Create(d[k]);
            d0 = Vector256.MultiplyAddEstimate(value, left, d0);
            d1 = Vector256.MultiplyAddEstimate(value, right, d1);
            value = Vector256.Create(e[k]);
            e0 = Vector256.MultiplyAddEstimate(value, left, e0);
            e1 = Vector256.MultiplyAddEstimate(value, right, e1);
            value = Vector256.Create(f[k]);
            f0 = Vector256.MultiplyAddEstimate(value, left, f0);
            f1 = Vector256.MultiplyAddEstimate(value, right, f1);
        }

        Store(outputs[0] + column, a0, a1, add);
        Store(outputs[1] + column, b0, b1, add);
        Store(outputs[2] + column, c0, c1, add);
        Store(outputs[3] + column, d0, d1, add);
        Store(outputs[4] + column, e0, e1, add);
        Store(outputs[5] + column, f0, f1, add);
        return 6;
    }

    /// <summary>Five rows: 10 sums in registers.</summary>
    /// <returns>5.</returns>
    public static int Five(float* panel, int depth, float** inputs, float** outputs, int column, bool add)
    {
        float* a = inputs[0], b = inputs[1], c = inputs[2], d = inputs[3], e = inputs[4];
        Vector256<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default;
        Vector256<float> d0 = default, d1 = default, e0 = default, e1 = default;
        for (int k = 0; k < depth; k++, panel += PackedMatrix.PanelWidth)
        {
            Vector256<float> left = Vector256.Load(panel), right = Vector256.Load(panel + Lanes);
            var value = Vector256.Create(a[k]);
            a0 = Vector256.MultiplyAddEstimate(value, left, a0);
            a1 = Vector256.MultiplyAddEstimate(value, right, a1);
            value = Vector256.Create(b[k]);
            b0 = Vector256.MultiplyAddEstimate(value, left, b0);
            b1 = Vector256.MultiplyAddEstimate(value, right, b1);
            value = Vector256.Create(c[k]);
            c0 = Vector256.MultiplyAddEstimate(value, left, c0);
            c1 = Vector256.MultiplyAddEstimate(value, right, c1);
            value = Vector256.Create(d[k]);
            d0 = Vector256.MultiplyAddEstimate(value, left, d0);
            d1 = Vector256.MultiplyAddEstimate(value, right, d1);
            value = Vector256.Create(e[k]);
            e0 = Vector256.MultiplyAddEstimate(value, left, e0);
            e1 = Vector256.MultiplyAddEstimate(value, right, e1);
        }

        Store(outputs[0] + column, a0, a1, add);
        Store(outputs[1] + column, b0, b1, add);
        Store(outputs[2] + column, c0, c1, add);
        Store(outputs[3] + column, d0, d1, add);
        Store(outputs[4] + column, e0, e1, add);
        return 5;
    }

    /// <summary>Four rows: 8 sums in registers.</summary>
    /// <returns>4.</returns>
    public static int Four(float* panel, int depth, float** inputs, float** outputs, int column, bool add)
    {
        float* a = inputs[0], b = inputs[1], c = inputs[2], d = inputs[3];
        Vector256<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        for (int k = 0; k < depth; k++, panel += PackedMatrix.PanelWidth)
        {
            Vector256<float> left = Vector256.Load(panel), right = Vector256.Load(panel + Lanes);
            var value = Vector256.Create(a[k]);
            a0 = Vector256.MultiplyAddEstimate(value, left, a0);
            a1 = Vector256.MultiplyAddEstimate(value, right, a1);
            value = Vector256.Create(b[k]);
            b0 = Vector256.MultiplyAddEstimate(value, left, b0);
            b1 = Vector256.MultiplyAddEstimate(value, right, b1);
            value = Vector256.Create(c[k]);
            c0 = Vector256.MultiplyAddEstimate(value, left, c0);
            c1 = Vector256.MultiplyAddEstimate(value, right, c1);
            value = Vector256.Create(d[k]);
            d0 = Vector256.MultiplyAddEstimate(value, left, d0);
            d1 = Vector256.MultiplyAddEstimate(value, right, d1);
        }

        Store(outputs[0] + column, a0, a1, add);
        Store(outputs[1] + column, b0, b1, add);
        Store(outputs[2] + column, c0, c1, add);
        Store(outputs[3] + column, d0, d1, add);
        return 4;
    }

    /// <summary>Three rows: 6 sums in registers.</summary>
    /// <returns>3.</returns>
    public static int Three(float* panel, int depth, float** inputs, float** outputs, int column, bool add)
    {
        float* a = inputs[0], b = inputs[1], c = inputs[2];
        Vector256<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default;
        for (int k = 0; k < depth; k++, panel += PackedMatrix.PanelWidth)
        {
            Vector256<float> left = Vector256.Load(panel), right = Vector256.Load(panel + Lanes);
            var value = Vector256.Create(a[k]);
            a0 = Vector256.MultiplyAddEstimate(value, left, a0);
            a1 = Vector256.MultiplyAddEstimate(value, right, a1);
            value = Vector256.Create(b[k]);
            b0 = Vector256.MultiplyAddEstimate(value, left, b0);
            b1 = Vector256.MultiplyAddEstimate(value, right, b1);
            value = Vector256.Create(c[k]);
            c0 = Vector256.MultiplyAddEstimate(value, left, c0);
            c1 = Vector256.MultiplyAddEstimate(value, right, c1);
        }

        Store(outputs[0] + column, a0, a1, add);
        Store(outputs[1] + column, b0, b1, add);
        Store(outputs[2] + column, c0, c1, add);
        return 3;
    }

    /// <summary>Two rows: 4 sums in registers.</summary>
    /// <returns>2.</returns>
    public static int Two(float* panel, int depth, float** inputs, float** outputs, int column, bool add)
    {
        float* a = inputs[0], b = inputs[1];
        Vector256<float> a0 = default, a1 = default, b0 = default, b1 = default;
        for (int k = 0; k < depth; k++, panel += PackedMatrix.PanelWidth)
        {
            Vector256<float> left = Vector256.Load(panel), right = Vector256.Load(panel + Lanes);
            var value = Vector256.Create(a[k]);
            a0 = Vector256.MultiplyAddEstimate(value, left, a0);
            a1 = Vector256.MultiplyAddEstimate(value, right, a1);
            value = Vector256.Create(b[k]);
            b0 = Vector256.MultiplyAddEstimate(value, left, b0);
            b1 = Vector256.MultiplyAddEstimate(value, right, b1);
        }

        Store(outputs[0] + column, a0, a1, add);
        Store(outputs[1] + column, b0, b1, add);
        return 2;
    }

    /// <summary>One row: 2 sums in registers.</summary>
    /// <returns>1.</returns>
    public static int One(float* panel, int depth, float** inputs, float** outputs, int column, bool add)
    {
        float* a = inputs[0];
        Vector256<float> a0 = default, a1 = default;
        for (int k = 0; k < depth; k++, panel += PackedMatrix.PanelWidth)
        {
            Vector256<float> left = Vector256.Load(panel), right = Vector256.Load(panel + Lanes);
            var value = Vector256.Create(a[k]);
            a0 = Vector256.MultiplyAddEstimate(value, left, a0);
            a1 = Vector256.MultiplyAddEstimate(value, right, a1);
        }

        Store(outputs[0] + column, a0, a1, add);
        return 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* output, Vector256<float> left, Vector256<float> right, bool add)
    {
        if (add)
        {
            left += Vector256.Load(output);
            right += Vector256.Load(output + Lanes);
        }

        left.Store(output);
        right.Store(output + Lanes);
    }
}
