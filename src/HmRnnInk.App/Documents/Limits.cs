using System.Numerics;

namespace HmRnnInk.App.Documents;

/// <summary>The minimum and the maximum of a number.</summary>
internal readonly record struct Limits<T>(T Minimum, T Maximum)
    where T : struct, INumber<T>
{
    /// <summary>Whether a value lies within the limits. NaN does not.</summary>
    public bool Contains(T value) => value >= Minimum && value <= Maximum;

    /// <summary>Describes the limits in an error message.</summary>
    public override string ToString() => $"a {(typeof(T) == typeof(int) ? "whole " : "")}number from {Minimum} to {Maximum}";
}
