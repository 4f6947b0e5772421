using System.Text;

namespace HmRnnInk.Trainer;

/// <summary>What a model card says about the data, as given by the person who publishes the model.</summary>
/// <param name="Name">What the model was trained on; null for the data's usual description.</param>
/// <param name="Licence">Terms of the data or of the model; null for none.</param>
/// <param name="Notes">Further sentences.</param>
internal sealed record CardData(string? Name, string? Licence, IReadOnlyList<string> Notes)
{
    /// <summary>The name of IAM-OnDB's archive.</summary>
    private const string IamOnDb = "lineStrokes-all.tar.gz";

    /// <summary>The hash of the archive with which the models of this repository were trained, whatever the file is called.</summary>
    private const string IamOnDbSha256 = "347d92dd3ecd2e42a57b7c8290c5a062959f49533d4b1eaf476b4c5995607a52";

    /// <summary>The same sentence is in the README and in models/LICENSE.md.</summary>
    private const string IamOnDbTerms =
        "Models trained on IAM-OnDB are for non-commercial research only, as the database itself is.";

    public string ToMarkdown(TrainingRecord training)
    {
        var text = new StringBuilder();
        string sha256 = MarkdownText.Plain(training.DataSha256);
        if (Name is null && (sha256 == IamOnDbSha256 || training.Data.EndsWith(IamOnDb, StringComparison.Ordinal)))
        {
            text.Append($"IAM-OnDB (sha256 of its archive: {sha256}): M. Liwicki and H. Bunke, IAM On-Line Handwriting Database, ")
                .Append($"University of Bern. The database is not part of this project. {IamOnDbTerms} The training data is English ")
                .Append("whiteboard handwriting by about 200 people; the model knows no other script. It does not imitate a particular ")
                .Append("person, and its output is not a statement by anyone.");
        }
        else
        {
            text.Append($"{Plain(Name ?? training.Data)} (sha256: {sha256}).");
        }

        if (training.StartedFrom is { } start)
            text.Append($"\n\nIt started from {Plain(start.Model)}, so the terms of that model and of its data apply too.");
        if (Licence is not null) text.Append($"\n\nLicence: {Plain(Licence)}");
        foreach (string note in Notes) text.Append($"\n\n{Plain(note)}");
        return text.Append('\n').ToString();
    }

    private static string Plain(string text) => MarkdownText.Plain(text, maximumLength: int.MaxValue);
}
