using System.Globalization;

namespace HmRnnInk.App.Commands;

/// <summary>The values that a number may have and the steps between them.</summary>
/// <param name="Step">What one step adds; on a logarithmic range the factor of one step.</param>
public sealed record NumberRange(double Minimum, double Maximum, double Step)
{
    /// <summary>Whether equal distances on a slider are equal factors; the minimum is above 0 then.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Whether positive infinity comes after the maximum.</summary>
    public bool AllowsInfinity { get; init; }

    public bool Contains(double value) => value >= Minimum && value <= Maximum || AllowsInfinity && double.IsPositiveInfinity(value);

    /// <returns>The value some steps on, within the range.</returns>
    public double Moved(double value, int steps)
    {
        if (double.IsPositiveInfinity(value)) return steps < 0 ? Maximum : value;
        double moved = Logarithmic ? value * Math.Pow(Step, steps) : value + steps * Step;
        if (AllowsInfinity && moved > Maximum && value >= Maximum * 0.999) return double.PositiveInfinity;
        return Math.Clamp(Round(moved), Minimum, Maximum);
    }

    /// <returns>Where the value is between the minimum, 0, and the maximum, 1.</returns>
    public double ShareOf(double value)
    {
        if (double.IsPositiveInfinity(value)) return 1;
        double share = Logarithmic ? Math.Log(value / Minimum) / Math.Log(Maximum / Minimum) : (value - Minimum) / (Maximum - Minimum);
        return Math.Clamp(share, 0, AllowsInfinity ? 0.97 : 1);
    }

    /// <returns>The value at a share of the way from the minimum to the maximum; the inverse of <see cref="ShareOf"/>.</returns>
    public double At(double share)
    {
        if (AllowsInfinity && share > 0.985) return double.PositiveInfinity;
        return Math.Clamp(Round(Logarithmic ? Minimum * Math.Pow(Maximum / Minimum, share) : Minimum + share * (Maximum - Minimum)), Minimum, Maximum);
    }

    /// <returns>Such as "0 to 5".</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Minimum:0.##} to {Maximum:0.##}");

    /// <summary>A linear value to a whole number of steps; a logarithmic one to three significant digits.</summary>
    private double Round(double value)
    {
        if (!Logarithmic) return Math.Round(Math.Round(value / Step) * Step, 6);
        double unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 2);
        return Math.Round(Math.Round(value / unit) * unit, 6);
    }
}
