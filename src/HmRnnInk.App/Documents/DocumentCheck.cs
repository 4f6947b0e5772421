using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Documents;

/// <summary>
/// Checks the values of a document. An error says where the value is in the file, what it is, and what was expected. The place comes from
/// the C# expression of the value: <c>Rows.DeltaX</c> is <c>rows.deltaX</c> in the file.
/// </summary>
/// <param name="source">The name of the file in error messages.</param>
/// <param name="fix">What the person can do about an error.</param>
internal sealed class DocumentCheck(string source, string fix)
{
    /// <param name="found">What was found, and what was expected; without a full stop.</param>
    /// <param name="fixOfThis">Replaces the general fix.</param>
    public InkFormatException Fault(string found, Exception? inner = null, string? fixOfThis = null)
    {
        string message = $"'{source}': {found}. {fixOfThis ?? fix}";
        return inner is null ? new(message) : new(message, inner);
    }

    /// <param name="value">Null for a missing member, which is not an error.</param>
    public void Number<T>(T? value, Limits<T> limits, [CallerArgumentExpression(nameof(value))] string place = "")
        where T : struct, INumber<T>
    {
        if (value is { } number && !limits.Contains(number)) throw Fault($"{InFile(place)} is {number}; expected {limits}");
    }

    public void Numbers<T>(T[]? values, int count, Limits<T> limits, [CallerArgumentExpression(nameof(values))] string place = "")
        where T : struct, INumber<T>
    {
        Count(values?.Length, count, place);
        int wrong = Array.FindIndex(values!, value => !limits.Contains(value));
        if (wrong >= 0) Number(values![wrong], limits, $"{place}[{wrong}]");
    }

    /// <param name="values">Each value may be null.</param>
    public void Numbers<T>(T?[] values, int count, Limits<T> limits, [CallerArgumentExpression(nameof(values))] string place = "")
        where T : struct, INumber<T>
    {
        Count(values.Length, count, place);
        int wrong = Array.FindIndex(values, value => value is { } number && !limits.Contains(number));
        if (wrong >= 0) Number(values[wrong], limits, $"{place}[{wrong}]");
    }

    /// <param name="value">Null for a missing member, which is not an error.</param>
    /// <param name="names">The names of an enumeration. The file has them in lower case.</param>
    public void Name(string? value, string[] names, [CallerArgumentExpression(nameof(value))] string place = "")
    {
        if (value is null || Array.Exists(names, name => name.ToLowerInvariant() == value)) return;
        throw Fault($"{InFile(place)} is \"{JsonFault.Short(value)}\"; expected one of {string.Join(", ", names).ToLowerInvariant()}");
    }

    /// <param name="codes">A letter or digit for each item.</param>
    /// <param name="allowed">All codes.</param>
    public void Codes(string? codes, int count, string allowed, [CallerArgumentExpression(nameof(codes))] string place = "")
    {
        Count(codes?.Length, count, place);
        int wrong = codes.AsSpan().IndexOfAnyExcept(allowed);
        if (wrong >= 0) throw Fault($"letter {wrong} of {InFile(place)} is '{codes![wrong]}'; expected one of {allowed}");
    }

    /// <param name="found">How many items there are; null for none.</param>
    public void Count(int? found, int expected, string place)
    {
        if (found != expected) throw Fault($"{InFile(place)} has {found ?? 0} items; expected {expected}");
    }

    private static string InFile(string place) =>
        string.Join('.', place.Replace("?", "", StringComparison.Ordinal).Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}
